// Checklists, quizzes and learning paths: what a reader ticks stays in this browser alone. Without it the pages read the same.
(() => {
  "use strict";
  const page = document.querySelector("[data-page]")?.dataset.page;
  let isKept = true;
  const storage = (act) => { try { return act(localStorage); } catch { isKept = false; return null; } };
  const get = (id) => storage((s) => s.getItem("perennial:" + id)) === "1";
  const put = (id, on) => storage((s) => on ? s.setItem("perennial:" + id, "1") : s.removeItem("perennial:" + id));
  const make = (tag, props, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const button = (text, act) => {
    const node = make("button", { type: "button", className: "act" }, text);
    node.addEventListener("click", act);
    return node;
  };
  const status = () => make("output", { className: "keep" });
  const place = () => isKept ? "Kept in this browser only." : "This browser keeps nothing: gone when you leave the page.";

  for (const list of document.querySelectorAll(".check[data-checklist]")) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const id = (box) => page + "#" + box.id;
    const line = status();
    const tell = () => { line.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length} done. ${place()}`; };
    for (const box of boxes) {
      box.checked = get(id(box)) || box.defaultChecked;
      box.addEventListener("change", () => { put(id(box), box.checked); tell(); });
    }
    storage((s) => s.length);
    tell();
    list.after(make("p", { className: "after" }, line, button("Clear", () => {
      for (const box of boxes) { box.checked = false; put(id(box), false); }
      tell();
    })));
  }

  for (const quiz of document.querySelectorAll(".questions[data-quiz]")) {
    const choices = [...quiz.querySelectorAll("fieldset[data-right]")];
    const shorts = [...quiz.querySelectorAll("details[data-kind=short]")];
    const line = status();
    const owned = shorts.map((short, n) => {
      const box = make("input", { type: "checkbox", id: `${quiz.dataset.quiz}-own-${n}` });
      box.addEventListener("change", () => { if (line.textContent) score(); });
      short.lastElementChild.append(make("p", { className: "own" }, box, " ", make("label", { htmlFor: box.id }, "My answer said the same")));
      return box;
    });
    const right = (choice) => [...choice.querySelectorAll("input:checked")].map((box) => box.value).join(" ") === choice.dataset.right;
    const score = () => {
      let count = owned.filter((box) => box.checked).length;
      for (const choice of choices) {
        const good = right(choice);
        count += good;
        choice.querySelector(".verdict")?.remove();
        choice.querySelector(".options").after(make("p", { className: "verdict " + (good ? "good" : "bad") }, good ? "✓ Right" : "✗ Not yet"));
        choice.querySelector("details").open = true;
      }
      for (const short of shorts) short.open = true;
      const own = shorts.length ? "; short answers count as you mark them" : "";
      line.textContent = `${count} of ${choices.length + shorts.length} right${own}.`;
    };
    quiz.append(make("p", { className: "after" }, button("Score my answers", score), button("Start again", () => {
      for (const box of quiz.querySelectorAll("input")) box.checked = false;
      for (const verdict of quiz.querySelectorAll(".verdict")) verdict.remove();
      for (const answer of quiz.querySelectorAll("details")) answer.open = false;
      line.textContent = "";
    }), line));
  }

  const steps = [...document.querySelectorAll("[data-step]")];
  const list = document.querySelector(".path-steps");
  const bar = make("progress", { max: steps.length || 1, ariaLabel: "Steps done" });
  const line = status();
  const tell = () => {
    bar.value = steps.filter((step) => get("step:" + step.dataset.step) || step.firstChild.checked).length;
    line.textContent = `${bar.value} of ${steps.length} done. ${place()}`;
  };
  for (const step of steps) {
    const id = "step:" + step.dataset.step;
    const box = make("input", { type: "checkbox", id, checked: get(id) });
    box.addEventListener("change", () => { put(id, box.checked); tell(); });
    const rest = step.textContent;
    step.replaceChildren(box, " ", make("label", { htmlFor: id }, "Done"), rest && " · " + rest);
  }
  if (list) { tell(); list.before(make("p", { className: "after" }, bar, line)); }
})();
