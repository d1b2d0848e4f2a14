// Checklists, quizzes and paths: what a reader ticks stays in this browser alone. Without it the pages read the same.
(() => {
  "use strict";
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const page = document.querySelector("[data-page]")?.dataset.page;
  let kept = true;
  const storage = (act) => { try { return act(localStorage); } catch { kept = false; } };
  const get = (id, other = false) => { const was = storage((s) => s.getItem("perennial:" + id)); return was ? was === "1" : other; };
  const put = (id, on) => storage((s) => s.setItem("perennial:" + id, +on));
  const make = (tag, props, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const button = (text, onclick) => make("button", { type: "button", className: "act", onclick }, text);
  const after = (...nodes) => make("p", { className: "after" }, ...nodes);
  const status = () => make("output", { className: "keep" });
  const done = (count, of) => `${count} of ${of} done. ` + (kept ? "Kept in this browser only." : "Not kept: gone when you leave the page.");

  for (const list of all(".check[data-checklist]")) {
    const boxes = all("input", list), line = status(), id = (box) => page + "#" + box.id;
    const tell = () => { line.textContent = done(boxes.filter((box) => box.checked).length, boxes.length); };
    const set = (box, on) => { box.checked = on; put(id(box), on); tell(); };
    for (const box of boxes) {
      box.checked = get(id(box), box.checked);
      box.onchange = () => set(box, box.checked);
    }
    tell();
    list.after(after(line, button("Clear", () => boxes.forEach((box) => set(box, false)))));
  }

  // Selected first: where copying is refused, the keys still do it.
  for (const text of all(".talk, h2[id^=e-mail] + blockquote, .mail > blockquote, .calc pre")) {
    const line = status();
    text.after(after(button("Copy", () => {
      getSelection().selectAllChildren(text);
      line.textContent = document.execCommand("copy") ? "Copied." : "Selected: copy it with the keyboard.";
    }), line));
  }

  for (const quiz of all(".questions")) {
    const choices = all("fieldset", quiz), shorts = all("[data-kind=short]", quiz), line = status();
    const score = () => {
      let count = owned.filter((box) => box.checked).length;
      all(".verdict", quiz).forEach((old) => old.remove());
      for (const choice of choices) {
        const good = all("input:checked", choice).map((box) => box.value).join(" ") === choice.dataset.right;
        count += good;
        choice.querySelector(".options").after(make("p", { className: "verdict " + (good ? "good" : "bad") }, good ? "✓ Right" : "✗ Not yet"));
      }
      for (const answer of all("details", quiz)) answer.open = true;
      line.textContent = `${count} of ${choices.length + shorts.length} right` + (owned.length ? "; short answers as you mark them." : ".");
    };
    const owned = shorts.map((short) => {
      const box = make("input", { type: "checkbox", onchange: () => line.textContent && score() });
      short.lastElementChild.append(make("p", { className: "own" }, make("label", {}, box, " My answer said the same")));
      return box;
    });
    quiz.append(after(button("Score my answers", score), button("Start again", () => {
      for (const box of all("input", quiz)) box.checked = false;
      for (const answer of all("details", quiz)) answer.open = false;
      all(".verdict", quiz).forEach((old) => old.remove());
      line.textContent = "";
    }), line));
  }

  const steps = all("[data-step]"), list = document.querySelector(".path-steps");
  const bar = make("progress", { max: steps.length || 1, ariaLabel: "Steps done" }), line = status();
  const boxes = steps.map((step) => {
    const id = "step:" + step.dataset.step;
    const box = make("input", { type: "checkbox", checked: get(id), onchange: () => { put(id, box.checked); tell(); } });
    step.prepend(make("label", {}, box, " Done "));
    return box;
  });
  const tell = () => {
    bar.value = boxes.filter((box) => box.checked).length;
    line.textContent = done(bar.value, steps.length);
  };
  tell();
  list?.before(after(bar, line));
})();
