// Shows a session's page, and the answers to its forms, in a dialog over the week. Without it they are pages.
"use strict";
(() => {
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "round close";
  close.setAttribute("aria-label", "Close");
  close.textContent = "✕";
  close.addEventListener("click", () => dialog.close());
  const body = document.createElement("div");
  dialog.append(close, body);
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  function show(page, address) {
    const sheet = new DOMParser().parseFromString(page, "text/html").querySelector("[data-sheet-body]");
    if (!sheet) { location.assign(address); return; }
    body.replaceChildren(document.importNode(sheet, true));
    dialog.setAttribute("aria-labelledby", "sheet-title");
    if (!dialog.open) dialog.showModal();
    const heading = body.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }

  async function open(address) {
    try {
      const answer = await fetch(address);
      show(await answer.text(), address);
    } catch { location.assign(address); }
  }

  async function send(form) {
    const button = form.querySelector("button");
    if (button) { button.disabled = true; button.textContent = button.dataset.busy || "One moment …"; }
    try {
      const answer = await fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form))});
      // After an action the server redirects to a page that reports it.
      if (answer.redirected) { location.assign(answer.url); if (sameButAnchor(answer.url)) location.reload(); return; }
      show(await answer.text(), location.href);
    } catch { form.submit(); }
  }

  function sameButAnchor(address) {
    const [there, here] = [new URL(address), new URL(location.href)];
    return there.pathname === here.pathname && there.search === here.search;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[data-sheet], a.face, a[data-close]");
    if (!link) return;
    if ("close" in link.dataset) {
      if (dialog.open) { event.preventDefault(); dialog.close(); }
      return;
    }
    if (!document.querySelector(".week")) return;
    event.preventDefault();
    open(link.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (dialog.contains(form)) { event.preventDefault(); send(form); return; }
    const button = form.querySelector("button[data-busy]");
    if (button) { button.textContent = button.dataset.busy; button.setAttribute("aria-disabled", "true"); }
  });

  // Used by move.js: asks the server for the preview of a move, and shows it in the dialog.
  window.liftrun = {
    preview(address, hour) {
      const form = document.createElement("form");
      form.method = "post";
      form.action = address;
      const csrf = document.querySelector("meta[name=csrf-token]").content;
      for (const [name, value] of Object.entries({csrf, hour})) {
        const field = document.createElement("input");
        Object.assign(field, {type: "hidden", name, value});
        form.append(field);
      }
      document.body.append(form);
      send(form).finally(() => form.remove());
    },
    whenClosed(then) { dialog.addEventListener("close", then, {once: true}); },
  };
})();
