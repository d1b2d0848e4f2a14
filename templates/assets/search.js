// Search. Loads the parts of the index that a query's words fall into as script elements: a page opened from disk may not fetch.
// Words are cut and folded as in the index, by the table that travels with it.
(() => {
  "use strict";
  const form = document.querySelector("form.search");
  if (!form || window.perennialSearch) return;
  const input = form.querySelector("input");
  const root = form.dataset.root || "./";
  const page = document.getElementById("found");

  // Shards hand themselves over by name; each is loaded once.
  const loading = new Map(), arrived = new Map();
  let index;
  const load = (name, read = (data) => data) => {
    if (!loading.has(name)) loading.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js${index ? "?" + index.stamp : ""}`;
      script.onload = () => (arrived.has(name) ? resolve(read(arrived.get(name))) : script.onerror());
      script.onerror = () => { loading.delete(name); reject(new Error(name)); };
      document.head.append(script);
    }));
    return loading.get(name);
  };

  // What a character becomes: "" if it vanishes, null if it parts words.
  const within = (ranges, c) => ranges.some(([from, to]) => c.codePointAt(0) >= from && c.codePointAt(0) <= to);
  const vanishes = (c) => /\p{Cf}/u.test(c) || within(index.ignored, c);
  const hangul = (c) => (/[\uac00-\ud7a3]/.test(c) ? c.normalize("NFD") : c);
  const lower = (c) => [...c.toLowerCase()].map((d) => (vanishes(d) ? "" : plain.get(d) ?? hangul(d))).join("");
  const folds = new Map();
  let plain;
  const fold = (c) => {
    if (!folds.has(c)) folds.set(c, vanishes(c) ? "" : /[\p{L}\p{M}\p{N}]/u.test(c) ? lower(c) : null);
    return folds.get(c);
  };

  // The words of a text as [word, start, end]; as in the index also compounds whole, and the last of paired characters alone.
  const words = (text, asIndexed) => {
    const list = [];
    let run = "", letters = 0, start = 0, end = 0, at = 0, parts = [], joined = false, pair = "", pairs = 0;
    const endRun = () => {
      if (!letters) return;
      list.push([run, start, end]);
      parts.push({ run, letters, start, end });
      run = "";
      letters = 0;
    };
    const endPairs = () => {
      if (pair && (asIndexed || pairs === 1)) list.push([pair, start, end]);
      pair = "";
      pairs = 0;
    };
    const endCompound = () => {
      const isShort = parts.reduce((sum, part) => sum + part.letters, 0) <= 32;
      if (asIndexed && parts.length > 1 && isShort) list.push([parts.map((part) => part.run).join(""), parts[0].start, parts.at(-1).end]);
      parts = [];
      joined = false;
    };
    for (const c of text + "\n") {
      const folded = fold(c), here = at;
      at += c.length;
      if (folded === "") continue;
      if (folded === null) {
        endRun();
        endPairs();
        if (index.joiners.includes(c) && parts.length && !joined) joined = true;
        else endCompound();
        continue;
      }
      if (within(index.ideographs, c)) {
        endRun();
        endCompound();
        if (pair) list.push([pair + folded, start, at]);
        pair = folded;
        pairs += 1;
        start = here;
      } else {
        if (!letters) {
          endPairs();
          if (!joined) endCompound();
          joined = false;
          start = here;
        }
        if (letters < 32) run += folded;
        letters += 1;
      }
      end = at;
    }
    return list;
  };

  // Shards of words: records of a word, less what it shares with the one before, and its postings in five-bit digits.
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUES = new Map([...DIGITS].map((c, n) => [c.charCodeAt(0), n]));
  const MARKS = "!#$%()*+,./:;=?";
  const readTerms = (data) => {
    let term = "";
    return data.split("|").map((record) => {
      const stop = record.search(/[!#-%(-,./:;=?]|$/);
      term = term.slice(0, DIGITS.indexOf(record[0])) + record.slice(1, stop);
      return [term, record.slice(stop)];
    });
  };
  const readPostings = (code, visit) => {
    let mask = 0, entry = 0, value = 0, shift = 0;
    for (let i = 0; i < code.length; i++) {
      const digit = VALUES.get(code.charCodeAt(i));
      if (digit === undefined) {
        mask = MARKS.indexOf(code[i]) + 1;
        entry = 0;
        continue;
      }
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit & 32) continue;
      entry += value;
      visit(entry, mask);
      value = shift = 0;
    }
  };
  // Numbers of the shards that hold `term`, or words that begin with it, by the first word of each.
  const holding = (firsts, term, exact) => [...firsts.keys()].filter((n) =>
    (firsts[n] <= term || (!exact && firsts[n].startsWith(term))) && (n + 1 === firsts.length || firsts[n + 1] >= term));
  // Numbers of the shards that hold an entry: the last to begin before it, or all that begin with it.
  const shardsOf = (firsts, entry) => {
    const own = [...firsts.keys()].filter((n) => firsts[n] === entry);
    return own.length ? own : [firsts.findLastIndex((first) => first < entry)];
  };

  // A probe is [term, exact, quality]; a word's result keeps each entry's best score, and whether its text is why.
  const collect = async (result, probes) => {
    const parts = [];
    for (const [term, exact, quality] of probes) {
      result.terms.add(term);
      for (const n of [0, 1]) {
        // Short words: one letter finds names only, two find texts only by the whole word.
        if (n && term.length < 2) continue;
        const whole = exact || (n && term.length < 3);
        for (const number of holding(n ? index.text : index.names, term, whole)) {
          parts.push(load("nt"[n] + number, readTerms).then((terms) => ({ n, terms, term, whole, quality })));
        }
      }
    }
    for (const { n, terms, term, whole, quality } of await Promise.all(parts)) {
      for (const [candidate, code] of terms) {
        if (whole ? candidate !== term : !candidate.startsWith(term)) continue;
        const factor = quality ?? (candidate === term ? 1 : 0.6 + (0.3 * term.length) / candidate.length);
        readPostings(code, (entry, mask) => {
          result.found = true;
          result.score[entry] = Math.max(result.score[entry], factor * index.scores[n][mask]);
          if (n || mask & 6) result.inText[entry] = 1;
        });
      }
    }
  };

  // Edits (insert, drop, replace, swap of neighbours) from `word` to `term`, half an edit more to a beginning of it; or Infinity.
  const edits = (word, term, allowed, open) => {
    let before, row = [...Array(word.length + 1).keys()], best = Infinity;
    for (let i = 1; i <= term.length && Math.min(...row) <= allowed; i++) {
      const next = [i];
      for (let j = 1; j <= word.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (term[i - 1] === word[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && term[i - 1] === word[j - 2] && term[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next.push(cost);
      }
      [before, row] = [row, next];
      const distance = row[word.length];
      if (distance <= allowed && (open || i === term.length)) best = Math.min(best, distance + (i === term.length ? 0 : 0.5));
    }
    return best;
  };
  // Which letters a word has, as bits: each that `term` lacks takes an edit, which rules most words out at once.
  const letterSet = (word) => [...word].reduce((set, c) => set | (1 << (c.codePointAt(0) & 31)), 0);
  const bitCount = (set) => { let count = 0; for (; set; set &= set - 1) count += 1; return count; };
  const readWords = (data) => readTerms(data).map(([term]) => [term, letterSet(term)]);
  // Probes for the words nearest to one that may be mistyped: one edit from four letters, two from eight.
  const similar = async (word) => {
    const allowed = word.length < 4 || /\p{N}/u.test(word) ? 0 : word.length < 8 ? 1 : 2;
    if (!allowed) return [];
    const open = word.length > 4, own = letterSet(word), near = [];
    for (const shard of await Promise.all([...Array(index.vocabulary).keys()].map((n) => load("v" + n, readWords)))) {
      for (const [term, set] of shard) {
        if (bitCount(own & ~set) > allowed || term.length < word.length - allowed || (!open && term.length > word.length + allowed)) continue;
        const distance = edits(word, term, allowed, open);
        if (distance < Infinity) near.push([term, true, 0.5 / (1 + distance)]);
      }
    }
    return near.sort((a, b) => b[2] - a[2] || a[0].length - b[0].length).slice(0, 12);
  };

  // Entries that hold every word, or failing that as many as any does; best first, then in the index's order.
  const join = (results) => {
    let most = 0, hits = [];
    for (let entry = 0; entry < index.count; entry++) {
      const hit = { entry, score: 0, held: 0, inText: 0 };
      for (const { score, inText } of results) {
        if (!score[entry]) continue;
        hit.score += score[entry];
        hit.held += 1;
        hit.inText |= inText[entry];
      }
      if (!hit.held || hit.held < most) continue;
      if (hit.held > most) hits = [];
      most = hit.held;
      hits.push(hit);
    }
    return { most, hits: hits.sort((a, b) => b.score - a.score || a.entry - b.entry) };
  };
  const prepare = (directory) => {
    index = directory;
    plain = new Map(index.letters.flatMap(([folded, letters]) => [...letters].map((c) => [c, folded])));
    index.count = 0;
    for (const kind of index.kinds) kind.push((index.count += kind[2]));
    const weigh = (weights, mask) => weights.reduce((sum, weight, bit) => sum + (mask & (1 << bit) ? weight : 0), 0);
    index.scores = index.weights.map((weights) => [...Array(16).keys()].map((mask) => weigh(weights, mask)));
  };
  const find = async (query) => {
    await load("index", prepare);
    const asked = [...new Set(words(query).map(([word]) => word))].slice(0, 8);
    const results = asked.map((word) => ({
      word, score: new Float32Array(index.count), inText: new Uint8Array(index.count), found: false, terms: new Set(),
    }));
    await Promise.all(results.map((result) => collect(result, [[result.word, false]])));
    let joined = join(results);
    if (joined.most < asked.length) {
      const missing = results.filter((result) => !result.found);
      const retried = missing.length ? missing : results;
      await Promise.all(retried.map(async (result) => collect(result, await similar(result.word))));
      joined = join(results);
    }
    return { asked, near: new Set(results.flatMap((result) => [...result.terms])), hits: joined.hits };
  };

  // Showing
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const make = (tag, attributes, ...children) => {
    const element = set(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const spans = (text, { asked, near }, shortToo) => {
    const list = [];
    for (const [word, start, end] of words(text, true)) {
      if (!near.has(word) && !asked.some((term) => (shortToo || term.length > 2) && word.startsWith(term))) continue;
      const last = list.at(-1);
      if (last && start <= last[1]) list[list.length - 1] = [Math.min(last[0], start), Math.max(last[1], end)];
      else list.push([start, end]);
    }
    return list;
  };
  const mark = (element, text, list, from = 0, to = text.length) => {
    for (const [start, end] of list) {
      if (start < from || end > to) continue;
      element.append(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    element.append(text.slice(from, to));
    return element;
  };
  // About 160 characters where most of the words found stand together.
  const excerpt = (text, answer) => {
    const list = spans(text, answer), line = make("span", { class: "excerpt" });
    if (!list.length) return "";
    const together = list.map(([start], n) =>
      new Set(list.slice(n, n + 8).filter((span) => span[1] < start + 140).map((span) => text.slice(...span).toLowerCase())).size);
    const [first, stop] = list[together.indexOf(Math.max(...together))];
    let from = Math.max(0, first - 40), to = Math.max(from + 160, stop);
    if (from) from = text.lastIndexOf(" ", from) + 1 || from;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), stop);
    if (from) line.append("… ");
    mark(line, text, list, from, Math.min(to, text.length));
    if (to < text.length) line.append(" …");
    return line;
  };
  const link = async (hit, answer) => {
    const [n] = shardsOf(index.entries, hit.entry);
    const [title, href, subtitle] = (await load("e" + n)).slice((hit.entry - index.entries[n]) * 3);
    const element = make("a", { class: "hit", href: root + href }, mark(make("b", {}), title, spans(title, answer, true)));
    if (subtitle) element.append(" ", mark(make("small", {}), subtitle, spans(subtitle, answer, true)));
    // The excerpt comes when its shard does; the result does not wait for it.
    if (hit.inText) explain(hit, answer).then((line) => element.append(line)).catch(() => {});
    return element;
  };
  const explain = async (hit, answer) => {
    const numbers = shardsOf(index.excerpts, hit.entry);
    const pieces = await Promise.all(numbers.map((n) => load("x" + n)));
    return excerpt(pieces.map((piece, n) => piece[hit.entry - index.excerpts[numbers[n]]]).join(""), answer);
  };
  // Hits by kind, the kind of the best first; `each` of them with their links.
  const grouped = (answer, each) => {
    const groups = new Map();
    for (const hit of answer.hits) {
      const kind = index.kinds.find((row) => hit.entry < row[3]);
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(hit);
    }
    return Promise.all([...groups].map(async ([kind, hits]) => ({
      kind, count: hits.length, links: await Promise.all(hits.slice(0, each(kind)).map((hit) => link(hit, answer))),
    })));
  };
  const number = (count) => count.toLocaleString("en");
  const counted = ({ kind, count }) => `${number(count)} ${kind[count === 1 ? 0 : 1].toLowerCase()}`;
  const status = make("p", { class: "vh", role: "status" });
  form.append(status);
  // Shows the answer to what stands in the box, unless something else does by then.
  let turns = 0;
  const search = async (each, show) => {
    const turn = (turns += 1), query = input.value.trim();
    let groups = null, said = "";
    try {
      const answer = query ? await find(query) : null;
      if (answer?.asked.length) {
        groups = await grouped(answer, each);
        said = groups.length ? groups.map(counted).join(", ") : `Nothing found for “${query}”. Try fewer or shorter words.`;
      }
    } catch {
      groups = [];
      said = "The search index could not be read.";
    }
    if (turn !== turns) return;
    show(groups, said, query);
    status.textContent = said;
    status.dataset.query = query;
  };

  // On every page: a panel under the box, a combobox with its list.
  const searchInPanel = () => {
    const list = make("div", { role: "listbox", id: "search-list", "aria-label": "Search results" });
    const none = make("p", { class: "none" });
    const panel = make("div", { class: "panel", hidden: "" }, list, none);
    form.append(panel);
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    let options = [], active = -1;
    const choose = (n) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = n;
      if (!options[n]) return input.removeAttribute("aria-activedescendant");
      set(options[n], { "aria-selected": "true" }).scrollIntoView({ block: "nearest" });
      set(input, { "aria-activedescendant": options[n].id });
    };
    const open = (isOpen) => {
      panel.hidden = !isOpen;
      set(input, { "aria-expanded": isOpen && options.length > 0 });
      choose(-1);
    };
    const show = (groups, said, query) => {
      choose(-1);
      const rows = (groups ?? []).slice(0, 4).map(({ kind, count, links }, n) => make("div", { role: "group", "aria-labelledby": "search-kind-" + n },
        make("div", { class: "kind", id: "search-kind-" + n }, kind[1], " ", make("span", {}, number(count))), ...links));
      const shown = rows.reduce((sum, row) => sum + row.children.length - 1, 0);
      const all = (groups ?? []).reduce((sum, group) => sum + group.count, 0);
      if (all > shown) rows.push(make("a", { class: "hit all", href: `${form.action}#q=${encodeURIComponent(query)}` }, `All ${number(all)} results`));
      list.replaceChildren(...rows);
      options = [...list.querySelectorAll("a")];
      options.forEach((option, n) => set(option, { role: "option", id: "search-" + n, tabindex: "-1", "aria-selected": "false" }));
      none.textContent = options.length ? "" : said;
      open(groups !== null && document.activeElement === input);
    };
    const ask = () => search(() => 5, show);
    input.addEventListener("input", ask);
    input.addEventListener("focus", ask);
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && options.length) {
        if (panel.hidden) open(true);
        // From the box to the first or last, and from either end back to the box.
        choose(active + step < -1 ? options.length - 1 : active + step < options.length ? active + step : -1);
      } else if (event.key === "Enter" && active >= 0) options[active].click();
      else if (event.key === "Escape" && !panel.hidden) open(false);
      else return;
      event.preventDefault();
    });
    ask();
  };

  // On the search page: the query in the address, the results in the page; with an empty box, the list of everything.
  const searchInPage = () => {
    const everything = document.getElementById("everything");
    const sizes = new Map(), each = (kind) => sizes.get(kind) ?? 10;
    page.before(status);
    status.className = "sum";
    const show = (groups) => {
      page.replaceChildren(...(groups ?? []).map((group) => {
        const { kind, count, links } = group;
        const section = make("section", { class: "sect" }, make("div", { class: "head" }, make("h2", {}, kind[1]), make("p", {}, counted(group))),
          make("ul", { class: "hits" }, ...links.map((element) => make("li", {}, element))));
        if (count > links.length) {
          const more = make("button", { type: "button", class: "more-hits" }, `Show ${Math.min(50, count - links.length)} more`);
          more.addEventListener("click", async () => {
            const place = groups.indexOf(group);
            sizes.set(kind, links.length + 50);
            await search(each, show);
            page.children[place]?.querySelectorAll("a")[links.length]?.focus();
          });
          section.append(more);
        }
        return section;
      }));
      page.hidden = !groups;
      everything.hidden = !!groups;
    };
    const asked = () => new URLSearchParams(location.hash.slice(1)).get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
    const ask = () => {
      sizes.clear();
      history.replaceState(null, "", "#q=" + encodeURIComponent(input.value.trim()));
      search(each, show);
    };
    input.addEventListener("input", ask);
    form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
    window.addEventListener("hashchange", () => { input.value = asked(); search(each, show); });
    input.value ||= asked();
    search(each, show);
  };

  window.perennialSearch = { shard: (name, data) => arrived.set(name, data), find, words };
  if (page) searchInPage();
  else searchInPanel();
})();
