// Search. Loads the parts of the index that a query's words fall into, as script elements: a page opened from disk may not fetch.
// Words are cut and folded as in the index, by the table that travels with it.
(() => {
  "use strict";
  const form = document.querySelector("form.search");
  if (!form || window.perennialSearch) return;
  const input = form.querySelector("input");
  const root = form.dataset.root || "./";
  const page = document.getElementById("found");

  // Shards hand themselves over by name; each is loaded once.
  const loading = new Map();
  const arrived = new Map();
  let index;
  const load = (name, read) => {
    if (loading.has(name)) return loading.get(name);
    const shard = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js${index ? "?" + index.stamp : ""}`;
      script.onload = () => (arrived.has(name) ? resolve(read(arrived.get(name))) : script.onerror());
      script.onerror = () => { loading.delete(name); reject(new Error(name)); };
      document.head.append(script);
    }).finally(() => arrived.delete(name));
    loading.set(name, shard);
    return shard;
  };

  // Words
  const LETTER = /[\p{L}\p{M}\p{N}]/u;
  const within = (ranges, c) => ranges.some(([from, to]) => c.codePointAt(0) >= from && c.codePointAt(0) <= to);
  const vanishes = (c) => /\p{Cf}/u.test(c) || within(index.ignored, c);
  const hangul = (c) => {
    const n = c.codePointAt(0) - 0xac00;
    if (n < 0 || n > 11171) return c;
    const tail = n % 28;
    return String.fromCharCode(0x1100 + Math.floor(n / 588), 0x1161 + Math.floor((n % 588) / 28), ...(tail ? [0x11a7 + tail] : []));
  };
  let plain;
  const folds = new Map();
  // What a character becomes: "" if it vanishes, null if it parts words.
  const fold = (c) => {
    let folded = folds.get(c);
    if (folded !== undefined) return folded;
    if (vanishes(c)) folded = "";
    else if (!LETTER.test(c)) folded = null;
    else folded = [...c.toLowerCase()].map((d) => (vanishes(d) ? "" : plain.get(d) ?? hangul(d))).join("");
    folds.set(c, folded);
    return folded;
  };

  // The words of a text as [word, start, end]. As in the index: with compounds whole, and the last of paired characters alone.
  const words = (text, asIndexed) => {
    const list = [];
    let run = "", letters = 0, start = 0, end = 0;
    let compound = "", compoundLetters = 0, parts = 0, compoundStart = 0, compoundEnd = 0, joined = false;
    let ideograph = "", ideographs = 0;
    const endRun = () => {
      if (!letters) return;
      list.push([run, start, end]);
      if (!parts) compoundStart = start;
      compoundEnd = end;
      compound += run;
      compoundLetters += letters;
      parts += 1;
      run = "";
      letters = 0;
    };
    const endIdeographs = () => {
      if (ideograph && (asIndexed || ideographs === 1)) list.push([ideograph, start, end]);
      ideograph = "";
      ideographs = 0;
    };
    const endCompound = () => {
      if (asIndexed && parts > 1 && compoundLetters <= 32) list.push([compound, compoundStart, compoundEnd]);
      compound = "";
      compoundLetters = parts = 0;
      joined = false;
    };
    let at = 0;
    for (const c of text) {
      const here = at;
      at += c.length;
      const folded = fold(c);
      if (folded === "") continue;
      if (folded === null) {
        endRun();
        endIdeographs();
        if (index.joiners.includes(c) && parts && !joined) joined = true;
        else endCompound();
      } else if (within(index.ideographs, c)) {
        endRun();
        endCompound();
        if (ideograph) list.push([ideograph + folded, start, at]);
        ideograph = folded;
        ideographs += 1;
        start = here;
        end = at;
      } else {
        if (!letters) {
          endIdeographs();
          if (!joined) endCompound();
          joined = false;
          start = here;
        }
        if (letters < 32) run += folded;
        letters += 1;
        end = at;
      }
    }
    endRun();
    endIdeographs();
    endCompound();
    return list;
  };

  // Reading shards
  const DIGITS = new Map([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].map((c, n) => [c.charCodeAt(0), n]));
  const MARKS = "!#$%()*+,./:;=?";
  const readTerms = (data) => {
    let term = "";
    return data.split("|").map((record) => {
      const stop = record.search(/[!#-%(-,./:;=?]|$/);
      term = term.slice(0, DIGITS.get(record.charCodeAt(0))) + record.slice(1, stop);
      return [term, record.slice(stop)];
    });
  };
  const readPostings = (code, visit) => {
    let mask = 0, entry = 0, value = 0, shift = 0;
    for (let i = 0; i < code.length; i++) {
      const digit = DIGITS.get(code.charCodeAt(i));
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
  // Numbers of the shards that hold `term`, or words that begin with it.
  const holding = (firsts, term, exact) => {
    const numbers = [];
    firsts.forEach((first, n) => {
      const begins = first <= term || (!exact && first.startsWith(term));
      if (begins && (n + 1 === firsts.length || firsts[n + 1] >= term)) numbers.push(n);
    });
    return numbers;
  };
  // Number of the shard that holds an entry, and whether the next goes on with it.
  const shardOf = (firsts, entry) => {
    let n = firsts.findIndex((first) => first >= entry);
    if (n < 0 || firsts[n] > entry) n = (n < 0 ? firsts.length : n) - 1;
    const numbers = [n];
    while (firsts[n + 1] === entry) numbers.push(++n);
    return numbers;
  };

  // Finding. A probe is [term, exact, quality]; a word's result keeps each entry's best score and whether its text is why.
  const weigh = (weights, mask) => weights.reduce((sum, weight, bit) => sum + (mask & (1 << bit) ? weight : 0), 0);
  const collect = async (result, probes) => {
    const parts = [];
    for (const [term, exact, quality] of probes) {
      result.terms.add(term);
      [["n", index.names], ["t", index.text]].forEach(([tier, firsts], n) => {
        // Short words: one letter finds names only, two find texts only by the whole word.
        if (n && term.length < 2) return;
        const whole = exact || (n && term.length < 3);
        for (const number of holding(firsts, term, whole)) {
          parts.push(load(tier + number, readTerms).then((terms) => ({ terms, term, whole, quality, n })));
        }
      });
    }
    for (const { terms, term, whole, quality, n } of await Promise.all(parts)) {
      const scores = index.scores[n];
      for (const [candidate, code] of terms) {
        if (whole ? candidate !== term : !candidate.startsWith(term)) continue;
        const factor = quality ?? (candidate === term ? 1 : 0.6 + (0.3 * term.length) / candidate.length);
        readPostings(code, (entry, mask) => {
          if (!result.score[entry]) result.found += 1;
          result.score[entry] = Math.max(result.score[entry], factor * scores[mask]);
          if (n || mask & 6) result.inText[entry] = 1;
        });
      }
    }
  };

  // Edits (insert, drop, replace, swap of neighbours) from `word` to `term`, half an edit more to a beginning of it; or Infinity.
  const edits = (word, term, allowed, open) => {
    let before, row = Array.from({ length: word.length + 1 }, (_, n) => n), best = Infinity;
    for (let i = 1; i <= term.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= word.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (term[i - 1] === word[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && term[i - 1] === word[j - 2] && term[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next.push(cost);
        least = Math.min(least, cost);
      }
      if (least > allowed) break;
      [before, row] = [row, next];
      if (open && row[word.length] <= allowed) best = Math.min(best, row[word.length] + 0.5);
      if (i === term.length && row[word.length] <= allowed) best = Math.min(best, row[word.length]);
    }
    return best;
  };
  const similar = async (word) => {
    const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!allowed || /\p{N}/u.test(word)) return [];
    const open = word.length > 4;
    const shards = await Promise.all(Array.from({ length: index.vocabulary }, (_, n) => load("v" + n, readTerms)));
    const near = [];
    for (const shard of shards) {
      for (const [term] of shard) {
        if (term.length < word.length - allowed || (!open && term.length > word.length + allowed)) continue;
        const distance = edits(word, term, allowed, open);
        if (distance < Infinity) near.push([term, true, 0.5 / (1 + distance)]);
      }
    }
    return near.sort((a, b) => b[2] - a[2] || a[0].length - b[0].length).slice(0, 12);
  };

  // Entries that hold every word, or failing that as many as any does; best first, then in the index's order.
  const join = (results) => {
    let most = 0;
    const hits = [];
    for (let entry = 0; entry < index.count; entry++) {
      let score = 0, held = 0, inText = false;
      for (const result of results) {
        if (!result.score[entry]) continue;
        score += result.score[entry];
        held += 1;
        inText ||= !!result.inText[entry];
      }
      if (held && held >= most) hits.push({ entry, score, held, inText });
      most = Math.max(most, held);
    }
    return { full: most === results.length, hits: hits.filter((hit) => hit.held === most).sort((a, b) => b.score - a.score || a.entry - b.entry) };
  };
  const prepare = (directory) => {
    index = directory;
    plain = new Map(index.letters.flatMap(([folded, letters]) => [...letters].map((c) => [c, folded])));
    index.count = index.kinds.reduce((sum, kind) => sum + kind[2], 0);
    index.scores = index.weights.map((weights) => Array.from({ length: 16 }, (_, mask) => weigh(weights, mask)));
    return index;
  };
  const find = async (query) => {
    if (!index) await load("index", prepare);
    const asked = [...new Set(words(query).map(([word]) => word))].slice(0, 8);
    const results = asked.map(() => ({
      score: new Float32Array(index.count), inText: new Uint8Array(index.count), found: 0, terms: new Set(),
    }));
    await Promise.all(asked.map((word, n) => collect(results[n], [[word, false]])));
    let joined = join(results);
    if (asked.length && !joined.full) {
      const missing = asked.map((_, n) => n).filter((n) => !results[n].found);
      const retried = missing.length ? missing : asked.map((_, n) => n);
      await Promise.all(retried.map(async (n) => collect(results[n], await similar(asked[n]))));
      joined = join(results);
    }
    const near = new Set(results.flatMap((result) => [...result.terms]));
    return { asked, near, hits: joined.hits };
  };

  // Showing
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const isFound = (word, { asked, near }, short) =>
    near.has(word) || asked.some((term) => (short || term.length > 2) && word.startsWith(term));
  const spans = (text, answer, short) => {
    const list = [];
    for (const [word, start, end] of words(text, true)) {
      if (!isFound(word, answer, short)) continue;
      const last = list.at(-1);
      if (last && start <= last[1]) {
        last[0] = Math.min(last[0], start);
        last[1] = Math.max(last[1], end);
      } else list.push([start, end]);
    }
    return list;
  };
  const marked = (element, text, list, from = 0, to = text.length) => {
    for (const [start, end] of list) {
      if (start < from || end > to) continue;
      element.append(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    element.append(text.slice(from, to));
    return element;
  };
  // About 160 characters where most of the words found stand together.
  const excerpt = (element, text, answer) => {
    const list = spans(text, answer, false);
    if (!list.length) return;
    let best = 0, most = 0;
    list.forEach(([start], n) => {
      const near = new Set(list.slice(n, n + 8).filter((span) => span[1] < start + 140).map((span) => text.slice(...span).toLowerCase()));
      if (near.size > most) [best, most] = [n, near.size];
    });
    let from = Math.max(0, list[best][0] - 40), to = Math.min(text.length, Math.max(from + 160, list[best][1]));
    if (from) from = text.lastIndexOf(" ", from) + 1 || from;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), list[best][1]);
    if (from) element.append("… ");
    marked(element, text, list, from, to);
    if (to < text.length) element.append(" …");
  };
  const groups = (hits, each) => {
    const list = [];
    for (const hit of hits) {
      let first = 0;
      const kind = index.kinds.find((row) => hit.entry < (first += row[2]));
      let group = list.find((other) => other.kind === kind);
      if (!group) list.push((group = { kind, hits: [], total: 0 }));
      group.total += 1;
      if (group.hits.length < each) group.hits.push(hit);
    }
    return list;
  };
  const counted = (kind, count) => `${count.toLocaleString("en")} ${(count === 1 ? kind[0] : kind[1]).toLowerCase()}`;
  const summary = (list) => (list.length ? list.map((group) => counted(group.kind, group.total)).join(", ") : "Nothing found");

  const link = async (hit, answer) => {
    const [n] = shardOf(index.entries, hit.entry);
    const rows = await load("e" + n, (data) => data);
    const [title, href, subtitle] = rows.slice((hit.entry - index.entries[n]) * 3);
    const element = make("a", { class: "hit", href: root + href }, marked(make("b"), title, spans(title, answer, true)));
    if (subtitle) element.append(" ", marked(make("small"), subtitle, spans(subtitle, answer, true)));
    if (hit.inText) explain(element, hit, answer).catch(failed);
    return element;
  };
  const explain = async (element, hit, answer) => {
    const numbers = shardOf(index.excerpts, hit.entry);
    const pieces = await Promise.all(numbers.map((n) => load("x" + n, (data) => data)));
    const text = pieces.map((piece, n) => piece[n ? 0 : hit.entry - index.excerpts[numbers[0]]]).join("");
    const line = make("span", { class: "excerpt" });
    excerpt(line, text, answer);
    if (line.firstChild) element.append(line);
  };

  const status = make("p", { class: "vh", role: "status" });
  form.append(status);
  const failed = () => { status.textContent = "Search could not read its index"; };
  let asking = 0;
  const search = async (show) => {
    const turn = (asking += 1);
    try {
      const query = input.value.trim();
      const answer = query ? await find(query) : null;
      if (turn === asking) await show(query, answer, () => turn === asking);
    } catch {
      failed();
    }
  };

  // The panel under the box: a combobox with its list.
  const panelSearch = () => {
    const list = make("div", { role: "listbox", id: "search-list", "aria-label": "Search results" });
    const empty = make("p", { class: "none" });
    const panel = make("div", { class: "panel", hidden: "" }, list, empty);
    form.append(panel);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
    })) input.setAttribute(name, value);
    let options = [], active = -1;

    const choose = (n) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = n;
      options[n]?.setAttribute("aria-selected", "true");
      options[n]?.scrollIntoView({ block: "nearest" });
      if (options[n]) input.setAttribute("aria-activedescendant", options[n].id);
      else input.removeAttribute("aria-activedescendant");
    };
    const open = (isOpen) => {
      panel.hidden = !isOpen;
      input.setAttribute("aria-expanded", String(isOpen && options.length > 0));
      if (!isOpen) choose(-1);
    };
    const show = async (query, answer, isCurrent) => {
      if (!answer || !answer.asked.length) {
        options = [];
        list.replaceChildren();
        status.textContent = "";
        return open(false);
      }
      const shown = groups(answer.hits, 5).slice(0, 4);
      const links = await Promise.all(shown.map((group) => Promise.all(group.hits.map((hit) => link(hit, answer)))));
      if (!isCurrent()) return;
      const all = groups(answer.hits, 0);
      choose(-1);
      const rows = shown.map((group, n) => {
        const head = make("div", { class: "kind", id: "search-kind-" + n }, group.kind[1], " ", make("span", {}, group.total.toLocaleString("en")));
        return make("div", { role: "group", "aria-labelledby": head.id }, head, ...links[n]);
      });
      options = links.flat();
      if (answer.hits.length > options.length) {
        const more = make("a", { class: "hit all", href: `${form.action}#q=${encodeURIComponent(query)}` }, `All ${answer.hits.length.toLocaleString("en")} results`);
        rows.push(more);
        options.push(more);
      }
      options.forEach((option, n) => {
        for (const [name, value] of Object.entries({ role: "option", id: "search-" + n, tabindex: "-1", "aria-selected": "false" })) {
          option.setAttribute(name, value);
        }
      });
      list.replaceChildren(...rows);
      empty.textContent = options.length ? "" : `Nothing found for “${query}”. Try fewer or shorter words.`;
      status.textContent = summary(all);
      open(document.activeElement === input);
    };

    input.addEventListener("input", () => search(show));
    input.addEventListener("focus", () => { if (input.value.trim()) search(show); });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) open(false); });
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !event.altKey && options.length) {
        event.preventDefault();
        if (panel.hidden) open(true);
        // From the box to the first or last, and back to the box after either end.
        const n = active + step;
        choose(n < -1 ? options.length - 1 : n >= options.length ? -1 : n);
      } else if (event.key === "Enter" && active >= 0 && !event.isComposing) {
        event.preventDefault();
        options[active].click();
      } else if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        open(false);
      }
    });
    if (document.activeElement === input && input.value) search(show);
  };

  // The search page: the query stands in the address, results in the page; the list of everything comes back with an empty box.
  const pageSearch = () => {
    const everything = document.getElementById("everything");
    const sizes = new Map();
    status.classList.remove("vh");
    status.className = "sum";
    page.before(status);
    const show = async (query, answer, isCurrent) => {
      const isAsked = answer && answer.asked.length > 0;
      if (!isAsked) {
        page.hidden = true;
        everything.hidden = false;
        status.textContent = "";
        return;
      }
      const all = groups(answer.hits, 0);
      const sections = await Promise.all(all.map(async ({ kind, total }) => {
        const hits = groups(answer.hits, sizes.get(kind) ?? 10).find((group) => group.kind === kind).hits;
        const links = await Promise.all(hits.map((hit) => link(hit, answer)));
        const head = make("div", { class: "head" }, make("h2", {}, kind[1]), make("p", {}, counted(kind, total)));
        const section = make("section", { class: "sect" }, head, make("ul", { class: "hits" }, ...links.map((element) => make("li", {}, element))));
        if (total > hits.length) {
          const more = make("button", { type: "button", class: "more-hits" }, `Show ${Math.min(50, total - hits.length)} more`);
          more.addEventListener("click", async () => {
            sizes.set(kind, hits.length + 50);
            const n = all.findIndex((group) => group.kind === kind);
            await search(show);
            page.children[n]?.querySelectorAll("a")[hits.length]?.focus();
          });
          section.append(more);
        }
        return section;
      }));
      if (!isCurrent()) return;
      page.replaceChildren(...sections);
      page.hidden = false;
      everything.hidden = true;
      status.textContent = answer.hits.length ? `${summary(all)} for “${query}”` : `Nothing found for “${query}”. Try fewer or shorter words.`;
    };
    const asked = () => new URLSearchParams(location.hash.slice(1)).get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
    const ask = () => {
      sizes.clear();
      history.replaceState(null, "", "#q=" + encodeURIComponent(input.value.trim()));
      search(show);
    };
    input.addEventListener("input", ask);
    form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
    window.addEventListener("hashchange", () => { input.value = asked(); search(show); });
    input.value ||= asked();
    search(show);
  };

  window.perennialSearch = { shard: (name, data) => arrived.set(name, data), find, words };
  if (page) pageSearch();
  else panelSearch();
})();
