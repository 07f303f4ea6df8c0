// What the page does by itself: it shows a message at once, keeps the focus and the address, and opens sources.
// The browser keeps the id of the last canvas and nothing else.
(() => {
  const KEY = "rapport.canvas";
  const one = (selector, within = document) => within.querySelector(selector);
  const box = () => one("#box textarea");
  const log = () => one("#log");
  const opened = new Set(); // which folds of the board stay open when it is drawn again
  let wire = null; // the way to the server: {trigger, server}
  let chosen = null; // the suggestion that was clicked
  let going = null; // the message on its way: {text, turn}
  let before = null; // how far from its end the log stood when earlier turns were asked for
  let lost = null; // the message that did not arrive; sent again, it keeps its turn id

  // A lost connection is an answer like another: the host page would reload and the message would be gone.
  const ask = window.fetch;
  window.fetch = (...given) =>
    ask(...given).catch((lost) => {
      if (!String(given[0]).includes("/run/")) throw lost;
      return new Response('{"error": "unreachable"}', { status: 503, headers: { "Content-Type": "application/json" } });
    });

  const inAddress = () => new URL(location).searchParams.get("canvas") || "";
  const write = (value) => {
    box().value = value;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const element = (name, className, content) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = content;
    return made;
  };
  const busy = (on) => {
    if (on) problem("");
    for (const button of document.querySelectorAll("#send, #undo, #new, .chip")) button.disabled = on;
    one("#chat")?.setAttribute("aria-busy", String(on));
  };
  const down = () => requestAnimationFrame(() => log()?.scrollTo(0, log().scrollHeight));
  const announce = (words) => (one("#heard").textContent = words);
  const newTurn = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

  // A sentence of the page's own, beside the notices that the server draws.
  const problem = (sentence) => {
    one("#trouble")?.remove();
    if (!sentence) return;
    const said = element("p", "problem", sentence);
    said.id = "trouble";
    said.setAttribute("role", "alert");
    one("#notice").after(said);
    down();
  };
  const address = (canvas) => {
    if (inAddress() === canvas) return;
    const here = new URL(location);
    here.searchParams.set("canvas", canvas);
    history[inAddress() ? "pushState" : "replaceState"](null, "", here);
  };
  const show = async (asked) => {
    const sheet = one("#sheet dialog");
    const place = one(".content", sheet);
    place.textContent = "Looking it up…";
    if (!sheet.open) sheet.showModal();
    try {
      const drawn = await asked();
      if (typeof drawn !== "string") throw new Error("no answer");
      place.innerHTML = drawn;
    } catch {
      place.textContent = "This cannot be shown now, for the coach cannot be reached; try again in a moment.";
    }
  };
  const cited = (held) => ({
    canvas: inAddress(), passage_id: held.passage, quote: held.quote, document: held.document, owner: held.owner,
    start: held.start ? Number(held.start) : null, end: held.end ? Number(held.end) : null,
  });
  const toMark = () => one("#sheet dialog mark")?.scrollIntoView({ block: "center" });

  // The documents of a canvas: each file goes by itself, so that one that is refused keeps no other back.
  const documents = (canvas) => show(() => wire.server.documents(canvas));
  const path = (canvas, name = "") => `api/canvases/${encodeURIComponent(canvas)}/documents${name}`;
  const sentence = (text) => {
    try {
      return JSON.parse(text).error ?? "";
    } catch {
      return "";
    }
  };
  const named = (file, words) => (words.includes(file.name) ? words : `${file.name}: ${words}`);
  const LOST = "the coach cannot be reached; check that Rapport runs and try again.";
  const send = (canvas, file) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      const failed = () => done(named(file, sentence(request.responseText) || LOST));
      request.open("POST", path(canvas, `?name=${encodeURIComponent(file.name)}`));
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => progress(event.loaded / Math.max(event.total, 1));
      request.upload.onload = () => {
        progress(null);
        told(`Reading ${file.name}…`);
      };
      request.onload = () => (request.status === 201 ? done("") : failed());
      request.onerror = failed;
      request.send(file);
    });
  const told = (words) => one("#desk-said") && (one("#desk-said").textContent = words);
  const progress = (share) => {
    const bar = one("#sent");
    if (!bar) return;
    bar.hidden = false;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
  };
  const upload = async (field) => {
    const [canvas, files, wrong] = [inAddress(), [...field.files], []];
    if (!files.length) return;
    field.disabled = true;
    for (const file of files) {
      progress(0);
      told(`Sending ${file.name}…`);
      // The server would hang up in the middle of a file that is too large, which looks like a lost connection.
      const larger = file.size > Number(field.dataset.upload) && `${file.name} ${field.dataset.larger}`;
      const refused = larger || (await send(canvas, file));
      if (refused) wrong.push(refused);
    }
    const added = files.length - wrong.length;
    const words = added > 1 ? `${added} documents added.` : files.length > 1 ? "1 document added." : `${files[0].name} added.`;
    await redrawn(canvas, added ? words : "", wrong);
    one("#files")?.focus();
  };
  const remove = async (name) => {
    const canvas = inAddress();
    const answer = await ask(path(canvas, `/${encodeURIComponent(name)}`), { method: "DELETE" }).catch(() => null);
    const wrong = answer?.ok ? [] : [(answer && sentence(await answer.text())) || `${name}: ${LOST}`];
    await redrawn(canvas, wrong.length ? "" : `${name} removed.`, wrong);
    one("#files")?.focus();
  };
  const redrawn = async (canvas, words, wrong) => {
    if (!one("#sheet dialog").open || !one("#files")) return;
    await documents(canvas);
    told(words);
    one("#desk-wrong")?.append(...wrong.map((each) => element("li", "problem", each)));
  };
  const pane = (name) => {
    one("#panes").dataset.pane = name;
    for (const tab of document.querySelectorAll("[data-pane-of]")) {
      tab.setAttribute("aria-pressed", String(tab.dataset.paneOf === name));
      if (tab.dataset.paneOf === name) delete tab.dataset.news;
    }
    if (name === "chat") down();
  };
  const say = (label) => {
    chosen = label;
    one("#send").click();
  };
  const open = (canvas) => {
    one("#sheet dialog").close();
    busy(true);
    wire.trigger("select", { canvas });
  };
  const edit = (change) => {
    busy(true);
    wire.trigger("edit", change);
  };
  const goTo = (turn) => {
    const found = one(`[data-turn="${CSS.escape(turn)}"]`);
    pane("chat");
    if (!found) return problem(`Turn ${turn} is further up: choose “Show earlier turns”.`);
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
  };

  // What a click on a button of the drawn HTML does, by the name of its data attribute.
  const clicks = {
    say: (held) => say(held.say),
    new: () => one("#new").click(),
    earlier: (held) => {
      before = log().scrollHeight - log().scrollTop;
      wire.trigger("expand", { shown: Number(held.earlier) });
    },
    passage: (held) => show(() => wire.server.source(cited(held))).then(toMark),
    unfile: (held) => remove(held.unfile),
    goto: (held) => goTo(held.goto),
    paneOf: (held) => pane(held.paneOf),
    close: () => one("#sheet dialog").close(),
    dropSegment: (held) => edit({ kind: "remove_segment", segment_id: held.dropSegment }),
    drop: (held) => edit({ kind: "remove_relationship", segment_id: held.segment, relationship_id: held.relationship }),
  };
  const onClick = (event) => {
    const link = event.target.closest("a[data-open]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      return open(link.dataset.open);
    }
    if (event.target === one("#sheet dialog")) return event.target.close();
    const held = event.target.closest("button")?.dataset ?? {};
    const name = Object.keys(clicks).find((key) => key in held);
    if (name) clicks[name](held);
  };
  const onSubmit = (event) => {
    const segment = event.target.dataset.rename;
    if (!segment) return;
    event.preventDefault();
    edit({ kind: "rename_segment", segment_id: segment, name: event.target.elements.name.value });
  };
  const onChange = (event) => {
    const held = event.target.dataset;
    if ("upload" in held) return upload(event.target);
    if (!("established" in held)) return;
    const value = event.target.value || null;
    const whose = { segment_id: held.segment, relationship_id: held.relationship };
    edit({ kind: "set_relationship", ...whose, field: "established", value });
  };
  const onToggle = (event) => {
    const name = event.target.dataset?.fold;
    if (name) opened[event.target.open ? "add" : "delete"](name);
  };

  // A message that was not kept goes back into the box; sent again, it is the same turn.
  const finish = (failed) => {
    const sent = going;
    going = null;
    if (sent && failed) {
      document.querySelectorAll(".pending").forEach((turn) => turn.remove());
      if (!box().value) write(sent.text);
      lost = sent;
    }
    busy(false);
    if (sent || document.activeElement === document.body) box().focus({ preventScroll: true });
    requestAnimationFrame(() => {
      const end = log().scrollHeight;
      log().scrollTo(0, before === null ? end : end - before);
      before = null;
      announce(failed ? "" : ([...document.querySelectorAll(".turn .spoken")].at(-1)?.innerText ?? ""));
    });
  };

  window.rapport = {
    start: () => [inAddress(), localStorage.getItem(KEY) || ""],
    wired: (trigger, server) => {
      const again = wire !== null;
      wire = { trigger, server };
      if (again) return;
      document.addEventListener("click", onClick);
      document.addEventListener("submit", onSubmit);
      document.addEventListener("change", onChange);
      document.addEventListener("toggle", onToggle, true);
      addEventListener("popstate", () => inAddress() && open(inAddress()));
    },
    sending: (canvas, typed) => {
      const text = chosen ?? typed;
      if (chosen === null) write("");
      chosen = null;
      going = { text, turn: lost?.text === text ? lost.turn : newTurn() };
      const turn = element("li", "turn pending", "");
      const heard = element("div", "heard", "");
      heard.append(element("p", "", text));
      turn.append(heard, element("div", "said thinking", "Thinking…"));
      one(".turns")?.append(turn);
      busy(true);
      down();
      announce("Thinking…");
      return [canvas, text, going.turn];
    },
    working: (canvas) => {
      busy(true);
      return [canvas];
    },
    settled: (notice, canvas) => {
      if (canvas) {
        address(canvas);
        localStorage.setItem(KEY, canvas);
      }
      finish(Boolean(notice));
    },
    unreachable: () => {
      finish(true);
      problem("The coach cannot be reached: check that Rapport runs, then try again; what you typed is still in the box.");
    },
    redrawn: () => {
      if (going) one('[data-pane-of="board"][aria-pressed="false"]')?.setAttribute("data-news", "");
      for (const fold of document.querySelectorAll("#board details[data-fold]")) fold.open = opened.has(fold.dataset.fold);
    },
    documents: () => inAddress() && documents(inAddress()),
    list: () => show(() => wire.server.canvases(inAddress())),
  };
})();
