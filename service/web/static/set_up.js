// The set-up works without this file: it guesses the time zone, and spares looking again by hand.
"use strict";

const LOOK_EVERY = 1500;

const zone = document.querySelector("[data-guess=zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
// Only what the server offers, which may know other names than the browser.
if (zone && [...zone.list.options].some((option) => option.value === here)) {
  zone.value = here;
}

const waiting = document.querySelector("[data-wait]");
if (waiting) {
  const look = async () => {
    try {
      const answer = await fetch(waiting.dataset.wait, { cache: "no-store" });
      if (answer.ok && (await answer.json()).over) {
        location.reload();
        return;
      }
    } catch {
      // The service may be starting again: the next look tells.
    }
    setTimeout(look, LOOK_EVERY);
  };
  setTimeout(look, LOOK_EVERY);
}
