// Small helps that pages do without: theme choice, the way to search, the order of accounts. No network.
(() => {
  "use strict";
  const root = document.documentElement;

  // Theme: the system's until someone chooses. Storage may be refused on file://; the choice then lasts for the page.
  const stored = () => { try { return localStorage.getItem("perennial-theme"); } catch { return null; } };
  const store = (value) => { try { localStorage.setItem("perennial-theme", value); } catch { /* the page alone remembers */ } };
  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  const addThemeButton = () => {
    const bar = document.querySelector(".mast-top");
    if (!bar) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    const label = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store(root.dataset.theme);
      label();
    });
    label();
    bar.append(button);
  };

  // Search: its script and index come when somebody asks, by the box or the / key, and at once on the search page.
  const addSearch = () => {
    const form = document.querySelector("form.search");
    if (!form) return;
    const box = form.querySelector("input");
    const wake = () => {
      if (form.dataset.awake) return;
      form.dataset.awake = "yes";
      const script = document.createElement("script");
      script.src = form.dataset.root + "assets/search.js";
      document.head.append(script);
    };
    form.querySelector("kbd").hidden = false;
    box.addEventListener("focus", wake);
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      box.focus();
      box.select();
    });
    if (document.activeElement === box || document.getElementById("found")) wake();
  };

  // Previous and next account: in the order of the table one came from, else by name as built.
  const followOrder = () => {
    const nav = document.querySelector(".pn[data-order]");
    let order;
    try { order = JSON.parse(sessionStorage.getItem("perennial-order")); } catch { /* by name */ }
    const at = order?.links.findIndex(([href]) => href === location.href.split("#")[0]) ?? -1;
    if (!nav || at < 0) return;
    nav.setAttribute("aria-label", "Accounts as in " + order.name);
    nav.replaceChildren(...[["prev", "Previous"], ["next", "Next"]].map(([rel, word], side) => {
      const near = order.links[at + 2 * side - 1], made = document.createElement(near ? "a" : "i");
      if (!near) return made;
      const note = document.createElement("span");
      note.textContent = `${word} in ${order.name}`;
      [made.href, made.rel] = [near[0], rel];
      made.append(note, near[1]);
      return made;
    }));
  };

  // A shared or published copy past its day says so.
  const tellAge = () => {
    for (const stamp of document.querySelectorAll(".stamp:not(.past)")) {
      const days = Math.floor((Date.now() - Date.parse(stamp.dataset.validUntil)) / 864e5);
      if (days < 1) continue;
      stamp.classList.add("past", "bad");
      stamp.prepend(`This copy is ${days} day${days > 1 ? "s" : ""} past its date. `);
    }
  };

  addThemeButton();
  addSearch();
  followOrder();
  tellAge();
})();
