// Guesses the time zone, and reloads a waiting page when its login is over. The set-up works without it.
"use strict";

const LOOK_EVERY = 1500;

const zone = document.querySelector("[data-guess=zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
// Only a zone that the server offers: the browser may use other names.
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
      // The service may be restarting: ask again later.
    }
    setTimeout(look, LOOK_EVERY);
  };
  setTimeout(look, LOOK_EVERY);
}
