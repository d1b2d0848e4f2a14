// Small helps that pages do without: theme choice, sorting and filtering tables, the way to search. No network, no storage but the theme.
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

  // Tables: sort by any column, filter by any word; the state stands in the fragment, so a view can be sent as a link.
  const key = (cell, kind) => {
    const text = cell.dataset.v ?? cell.textContent.trim();
    if (kind !== "number") return text.toLowerCase();
    const number = Number.parseFloat(text.replaceAll(",", "").replace("−", "-"));
    return Number.isNaN(number) ? -Infinity : number;
  };

  const sortTable = (table, column, descending) => {
    const headers = [...table.tHead.rows[0].cells];
    const kind = headers[column].dataset.sort;
    const rows = [...table.tBodies[0].rows];
    const keyed = rows.map((row, index) => ({ row, index, key: key(row.cells[column], kind) }));
    keyed.sort((a, b) => {
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (descending ? -order : order) || a.index - b.index;
    });
    table.tBodies[0].append(...keyed.map((item) => item.row));
    for (const header of headers) header.removeAttribute("aria-sort");
    headers[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
  };

  const state = () => new URLSearchParams(location.hash.slice(1));
  const keep = (changes) => {
    const next = state();
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    history.replaceState(null, "", next.size ? "#" + next : location.pathname.split("/").pop());
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      if (!header.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const descending = header.getAttribute("aria-sort") === "ascending";
        sortTable(table, column, descending);
        keep({ sort: (descending ? "-" : "") + column });
      });
    });
    const wanted = state().get("sort");
    if (wanted && /^-?\d+$/.test(wanted)) {
      const column = Math.abs(Number(wanted));
      if (table.tHead.rows[0].cells[column]?.dataset.sort) sortTable(table, column, wanted.startsWith("-"));
    }
  };

  const makeFilterable = (table) => {
    const box = table.closest(".scroll") ?? table;
    const label = document.createElement("label");
    label.className = "filter";
    label.append("Filter ");
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = "name, owner, band, …";
    const count = document.createElement("output");
    label.append(input, count);
    box.before(label);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      count.textContent = words.length ? `${shown} of ${table.tBodies[0].rows.length}` : "";
    };
    input.value = state().get("filter") ?? "";
    input.addEventListener("input", () => { apply(); keep({ filter: input.value.trim() }); });
    apply();
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

  addThemeButton();
  addSearch();
  for (const table of document.querySelectorAll("table.sortable")) {
    makeSortable(table);
    makeFilterable(table);
  }
})();
