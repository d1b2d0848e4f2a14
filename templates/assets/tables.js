// Tables: sort by any column, filter by any word, leave columns out. The state stands in the fragment, so a view can be sent as a link.
(() => {
  "use strict";
  // Rows of a long table's other pages come as scripts that hand them over, when somebody first sorts or filters.
  const arrived = new Map();
  window.perennialRows = (rows) => arrived.set(document.currentScript.src, rows);
  const rowsFrom = (path) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = path;
    script.onerror = () => resolve([]);
    script.onload = () => {
      const holder = document.createElement("tbody");
      holder.innerHTML = arrived.get(script.src) ?? "";
      resolve([...holder.rows]);
    };
    document.head.append(script);
  });

  const state = () => new URLSearchParams(location.hash.slice(1));
  const keep = (name, value) => {
    const next = state();
    value ? next.set(name, value) : next.delete(name);
    history.replaceState(null, "", next.size ? "#" + next : location.pathname.split("/").pop());
  };

  const key = (cell, kind) => {
    const text = cell?.dataset.v ?? cell?.textContent.trim() ?? "";
    if (kind !== "number") return text.toLowerCase();
    const number = Number.parseFloat(text.replaceAll(",", "").replace("−", "-"));
    return Number.isNaN(number) ? -Infinity : number;
  };
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  [...document.querySelectorAll("table.sortable")].forEach((table, index) => {
    const body = table.tBodies[0], headers = [...table.tHead.rows[0].cells], own = [...body.rows];
    const { page = 0, pages = 1, rows: shards } = table.dataset;
    const most = pages > 1 ? 500 : Infinity;
    const name = (word) => word + (index || "");
    const given = headers.map((header) => header.getAttribute("aria-sort"));
    const box = table.closest(".scroll") ?? table;
    const input = element("input", { type: "search", placeholder: "name, owner, band, …", value: state().get(name("filter")) ?? "" });
    const count = element("output", {});
    const hidden = new Set((state().get(name("hide")) ?? "").split(",").filter((n) => n > 0 && n < headers.length).map(Number));

    let gathered, turn = 0;
    const gather = () => gathered ??= pages > 1
      ? Promise.all(Array.from({ length: pages }, (_, at) => at == page ? own : rowsFrom(`${shards}${at + 1}.js`))).then((all) => all.flat())
      : own;

    const showColumns = () => {
      for (const row of [table.tHead.rows[0], ...body.rows, ...(table.tFoot?.rows ?? [])]) {
        [...row.cells].forEach((cell, column) => { cell.hidden = hidden.has(column); });
      }
    };

    // What the fragment and the box say, shown: rows that have every word, in the order of the column chosen.
    const show = async () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const sort = /^(-?)(\d+)$/.exec(state().get(name("sort")) ?? "");
      const column = sort && headers[sort[2]]?.dataset.sort ? Number(sort[2]) : -1;
      const now = ++turn;
      let rows = words.length || column >= 0 ? gather() : own;
      if (rows.then) {
        count.textContent = "reading all pages …";
        rows = await rows;
        if (now !== turn) return;
      }
      const total = rows.length;
      rows = rows.filter((row) => words.every((word) => (row.words ??= row.textContent.toLowerCase()).includes(word)));
      if (column >= 0) {
        const sign = sort[1] ? -1 : 1, kind = headers[column].dataset.sort;
        rows = rows.map((row) => [key(row.cells[column], kind), row])
          .sort(([a], [b]) => sign * (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
      }
      headers.forEach((header, at) => {
        const order = column < 0 ? given[at] : at === column ? (sort[1] ? "descending" : "ascending") : null;
        order ? header.setAttribute("aria-sort", order) : header.removeAttribute("aria-sort");
      });
      body.replaceChildren(...rows.slice(0, most));
      count.textContent = rows.length > most ? `first ${most} of ${rows.length.toLocaleString("en")}` : words.length ? `${rows.length} of ${total}` : "";
      if (hidden.size) showColumns();
    };

    headers.forEach((header, column) => {
      if (!header.dataset.sort) return;
      const button = element("button", { type: "button", className: "sort" }, ...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        keep(name("sort"), (header.getAttribute("aria-sort") === "ascending" ? "-" : "") + column);
        show();
      });
    });

    const choices = headers.slice(1).map((header, at) => {
      const choice = element("input", { type: "checkbox", checked: !hidden.has(at + 1) });
      choice.addEventListener("change", () => {
        choice.checked ? hidden.delete(at + 1) : hidden.add(at + 1);
        keep(name("hide"), [...hidden].sort((a, b) => a - b).join());
        showColumns();
      });
      return element("label", {}, choice, header.textContent);
    });
    const columns = element("details", { className: "choose" }, element("summary", {}, "Columns"), element("div", {}, ...choices));
    document.addEventListener("click", (event) => { if (!columns.contains(event.target)) columns.open = false; });
    columns.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      columns.open = false;
      columns.firstChild.focus();
    });

    // The order one leaves in is the order in which account pages lead on to each other.
    body.addEventListener("click", ({ target }) => {
      const row = target.closest("a")?.closest("tr");
      if (!row) return;
      const at = [...body.rows].indexOf(row);
      const links = [...body.rows].slice(Math.max(0, at - 200), at + 200).map((near) => near.querySelector("a"))
        .map((link) => [link?.href.split("#")[0], link?.textContent]);
      try {
        sessionStorage.setItem("perennial-order", JSON.stringify({ name: document.querySelector("h1").textContent, links }));
      } catch { /* accounts then follow by name */ }
    });

    input.addEventListener("input", () => { keep(name("filter"), input.value.trim()); show(); });
    box.before(element("div", { className: "tools" }, element("label", { className: "filter" }, "Filter ", input, count), columns));
    if (input.value || state().has(name("sort"))) show();
    else if (hidden.size) showColumns();
  });
})();
