// Moves a session within the week by pointer or keyboard, and shows what the rules say during the move.
"use strict";
(() => {
  const week = document.querySelector(".week");
  if (!week) return;
  const columns = [...week.querySelectorAll(".blocks")];
  const live = document.getElementById("live");
  const first = Number(week.dataset.first), last = Number(week.dataset.last);
  const STEP = 15, ROW = 5, FAR = 6;
  const isWide = matchMedia("(min-width: 47.5rem)");

  const telling = document.createElement("div");
  telling.className = "telling";
  telling.hidden = true;
  document.body.append(telling);

  let move = null;

  function begin(face, by) {
    const start = face.dataset.start;
    const column = columns.findIndex((each) => each.dataset.day === start.slice(0, 10));
    const [hour, minute] = start.slice(11).split(":").map(Number);
    const ghost = document.createElement("li");
    ghost.className = `ghost ${face.closest(".block").classList[2]}`;
    ghost.setAttribute("aria-hidden", "true");
    move = {face, by, ghost, column, minutes: hour * 60 + minute, length: Number(face.dataset.minutes), asked: null};
    move.from = {column, minutes: move.minutes};
    face.closest(".block").classList.add("is-carried");
    draw();
  }

  function end() {
    if (!move) return;
    move.asked?.abort();
    clearTimeout(move.timer);
    move.ghost.remove();
    move.face.closest(".block").classList.remove("is-carried");
    telling.hidden = true;
    move = null;
  }

  function draw() {
    const {ghost, column, minutes, length} = move;
    const row = (minutes - first * 60) / ROW + 1;
    ghost.style.gridRow = `${row} / span ${Math.max(3, Math.ceil(length / ROW))}`;
    ghost.style.gridColumn = "1 / -1";
    ghost.textContent = clock(minutes);
    if (ghost.parentNode !== columns[column]) columns[column].append(ghost);
  }

  function put(column, minutes) {
    column = Math.min(columns.length - 1, Math.max(0, column));
    minutes = Math.round(minutes / STEP) * STEP;
    minutes = Math.min(last * 60 - STEP, Math.max(first * 60, minutes));
    if (move.column === column && move.minutes === minutes) return;
    Object.assign(move, {column, minutes});
    draw();
    ask();
  }

  function hour() {
    const [h, m] = [Math.floor(move.minutes / 60), move.minutes % 60].map((n) => String(n).padStart(2, "0"));
    return `${columns[move.column].dataset.day}T${h}:${m}`;
  }

  function clock(minutes) {
    const [h, m] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")];
    return week.dataset.clock === "12" ? `${(h + 11) % 12 + 1}:${m} ${h < 12 ? "am" : "pm"}` : `${String(h).padStart(2, "0")}:${m}`;
  }

  function asClock(sentence) {
    return week.dataset.clock === "12" ? sentence.replace(/\b([01]\d|2[0-3]):([0-5]\d)\b/g, (_, h, m) => clock(h * 60 + Number(m))) : sentence;
  }

  function name() {
    const day = columns[move.column].parentNode.querySelector(".weekday .long").textContent;
    return `${day}, ${clock(move.minutes)}`;
  }

  function ask() {
    const mine = move;
    mine.asked?.abort();
    clearTimeout(mine.timer);
    mine.timer = setTimeout(async () => {
      mine.asked = new AbortController();
      const query = new URLSearchParams({session: mine.face.dataset.session, hour: hour()});
      try {
        const answer = await fetch(`/api/v1/findings?${query}`, {signal: mine.asked.signal});
        const said = await answer.json();
        if (move === mine) tell(said, answer.ok);
      } catch (error) {
        if (error.name !== "AbortError" && move === mine) tell({title: "The rules cannot be asked just now."}, false);
      }
    }, mine.by === "pointer" ? 60 : 150);
  }

  function tell(said, isAnswer) {
    const musts = said.in_the_way || [], cheaper = said.price?.cheaper || [];
    const priced = (each, sign) => ({sentence: `${sign}${each.cost}: ${each.sentence}`});
    const wishes = [...(said.price?.dearer || []).map((each) => priced(each, "+")), ...cheaper.map((each) => priced(each, "−"))];
    const isPossible = isAnswer && !musts.length;
    const sentences = (isAnswer ? (isPossible ? wishes : musts).map((each) => each.sentence) : [said.detail || said.title || "That cannot be."]).map(asClock);
    const verdict = !isAnswer ? "" : !isPossible ? "Breaks a must." : said.points > 0 ? `Costs ${said.points} points.`
      : said.points < 0 ? `Better by ${-said.points} points.` : "Would do as well.";
    move.ghost.classList.toggle("is-refused", !isPossible);
    const heading = document.createElement("strong");
    heading.textContent = `${name()} ${verdict ? "· " + verdict : ""}`;
    const list = document.createElement("ul");
    for (const sentence of sentences.slice(0, 3)) {
      const item = document.createElement("li");
      item.textContent = sentence;
      list.append(item);
    }
    telling.replaceChildren(heading, ...(sentences.length ? [list] : []));
    telling.hidden = false;
    live.textContent = [`${name()}.`, verdict, ...sentences.slice(0, 3)].join(" ");
  }

  function drop() {
    const {face} = move;
    const isMoved = move.column !== move.from.column || move.minutes !== move.from.minutes;
    const to = hour();
    end();
    if (!isMoved) { live.textContent = "It stays where it is."; face.focus(); return; }
    window.liftrun.whenClosed(() => face.focus());
    window.liftrun.preview(`/session/${encodeURIComponent(face.dataset.session)}/move`, to);
  }

  function cancel() {
    const {face} = move;
    end();
    live.textContent = "It stays where it is.";
    face.focus();
  }

  // Moving by pointer.
  let pressed = null;
  week.addEventListener("dragstart", (event) => event.preventDefault());
  week.addEventListener("pointerdown", (event) => {
    const face = event.target.closest(".face[data-moves]");
    if (!face || event.button || event.pointerType === "touch" || !isWide.matches) return;
    if (move) cancel();
    const box = face.getBoundingClientRect();
    pressed = {face, x: event.clientX, y: event.clientY, grip: event.clientY - box.top, id: event.pointerId};
  });
  addEventListener("pointermove", (event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    if (!move) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < FAR) return;
      begin(pressed.face, "pointer");
      pressed.face.setPointerCapture?.(event.pointerId);
    }
    const boxes = columns.map((each) => each.getBoundingClientRect());
    let column = boxes.findIndex((box) => event.clientX < box.right);
    if (column < 0) column = columns.length - 1;
    const box = boxes[column];
    const share = (event.clientY - pressed.grip - box.top) / box.height;
    put(column, first * 60 + share * (last - first) * 60);
    event.preventDefault();
  });
  addEventListener("pointerup", (event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    pressed = null;
    if (move?.by !== "pointer") return;
    // The click event after the drop would open the session.
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, {capture: true, once: true});
    drop();
  });
  addEventListener("pointercancel", () => { pressed = null; if (move?.by === "pointer") cancel(); });

  // Moving by keyboard.
  const STEPS = {ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const face = document.activeElement?.closest?.(".face[data-moves]");
    if (!move) {
      if (face && event.key.toLowerCase() === "m") {
        event.preventDefault();
        begin(face, "keys");
        live.textContent = `Moving. ${name()}. Arrow keys move it, Enter looks what that changes, Escape leaves it.`;
      }
      return;
    }
    if (event.key === "Escape") { event.preventDefault(); pressed = null; cancel(); }
    if (move?.by !== "keys") return;
    if (event.key in STEPS) {
      event.preventDefault();
      const [days, minutes] = STEPS[event.key];
      put(move.column + days, move.minutes + minutes);
      move.ghost.scrollIntoView({block: "nearest"});
    } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); drop(); }
    else if (event.key === "Tab") cancel();
  });
})();
