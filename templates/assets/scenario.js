// The calculator of a negotiation: the engine's formulas again, over fractions of whole numbers without an end. Nothing is kept.
(() => {
  "use strict";
  // A fraction is [above, below]; it is not reduced, since whole numbers may grow.
  const mul = (a, b) => [a[0] * b[0], a[1] * b[1]];
  const add = (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
  const sub = (a, b) => add(a, [-b[0], b[1]]);
  const div = (a, b) => b[0] ? mul(a, b[0] < 0n ? [-b[1], -b[0]] : [b[1], b[0]]) : null;
  const min = (a, b) => sub(a, b)[0] < 0n ? a : b;
  const one = [1n, 1n], zero = [0n, 1n], hundred = [100n, 1n];
  // 1 + n times p per cent.
  const up = (p, n = 1n) => add(one, [p[0] * n, p[1] * 100n]);
  const number = (text) => {
    const m = /^(-?\d+)\.?(\d*)\/?(\d*)$/.exec(text);
    return m && [BigInt(m[1] + m[2]), BigInt(m[3] || 1) * 10n ** BigInt(m[2].length)];
  };
  // Half to even.
  const round = ([n, d], digits) => {
    n *= 10n ** BigInt(digits);
    let low = n / d, rest = n % d * 2n;
    if (rest < 0n) low--, rest += 2n * d;
    return rest > d || rest === d && low & 1n ? low + 1n : low;
  };
  const day = (text) => Date.parse(text) / 864e5;
  const later = (day, months) => {
    const at = new Date(day * 864e5), y = at.getUTCFullYear(), m = at.getUTCMonth() + months;
    return Math.min(Date.UTC(y, m, at.getUTCDate()), Date.UTC(y, m + 1, 0)) / 864e5;
  };
  const term = (from, to) => { let m = 0; while (later(from, m + 1) <= to + 1) m++; return [m, to + 1 - later(from, m)]; };

  // What an offer comes to: fractions, the approver and the flags.
  const figures = (base, { terms, lines: all }) => {
    const [rise, yearly, cap, off] = ["uplift", "annual_uplift", "annual_cap", "discount"].map((key) => number(terms[key + "_percent"]));
    const months = +terms.term_months, start = day(terms.start), end = months ? later(start, months) - 1 : day(terms.end);
    const basis = terms.uplift_basis, [m, left] = term(start, end), length = m + (left > 0), count = Math.ceil(length / 12) || 1;
    const level = (p, year) => {
      let at = one;
      for (let n = 2n; n <= year; n++) {
        const next = basis === "year_simple" ? div(up(p, n), up(p)) ?? one : mul(at, up(basis === "term" ? yearly ?? cap ?? zero : p));
        at = cap ? min(next, mul(at, up(cap))) : next;
      }
      return at;
    };
    const part = (from, to) => {
      const [m, days] = term(from, to);
      return m === 12 && !days ? one : (terms.proration || (months ? "" : "days")) === "days" ? [BigInt(to - from + 1), 365n] : [BigInt(m * 365 + days * 12), 4380n];
    };
    const lines = all.map(({ edit, once, ...line }) => {
      const [today, from, list] = ["today", "base", "list"].map((key) => number(line[key]));
      const [quantity, price, own, less] = ["quantity", "price", "uplift_percent", "discount_percent"].map((key) => number(edit[key]));
      const p = own ?? rise, first = mul(mul(price ?? from ?? zero, up(own ?? (price || !today ? zero : rise))), up(less ?? (price ? zero : off ?? zero), -1n));
      return { once, quantity, today, first, p, before: today ? mul(from, p[0] < 0n ? one : up(p)) : list ?? from ?? price ?? zero, from: day(edit.start) || start, to: day(edit.end) || end };
    });
    const sum = (value, test) => lines.reduce((sum, line) => test(line) ? add(sum, mul(line.quantity, value(line))) : sum, zero);
    const first = (line) => line.first, steady = (line) => !line.once, like = (line) => !line.once && line.today;
    const years = Array.from({ length: count }, (_, n) => {
      const from = later(start, 12 * n), to = Math.min(later(start, 12 * n + 12) - 1, end), at = (line) => mul(line.first, level(line.p, n + 1));
      return [sum((line) => line.once ? line.first : mul(at(line), part(Math.max(line.from, from), Math.min(line.to, to))), (line) => line.from <= to && (line.once ? line.from : line.to) >= from),
        sum(at, (line) => !line.once && line.from <= to && line.to >= to)];
    });
    const [today, most, floor] = [base.today, base.cap, base.floor].map(number), arr = sum(first, (line) => !line.once && line.from === start), exit_arr = years[count - 1][1];
    const now = sum((line) => line.today, like), then = sum(first, like), before = sum((line) => line.before, steady), given = sub(before, sum(first, steady));
    const discount = div(given[0] < 0n ? zero : given, before), uplift = div(sub(then, now), now), margin = floor && sub(arr, floor), headroom = most && sub(mul(now, up(most)), then);
    const beyond = (share, limit) => share && limit && sub(mul(share, hundred), number(limit))[0];
    const who = discount?.[0] && base.levels.find(([limit]) => beyond(discount, limit) <= 0n), growth = div(exit_arr, today);
    const flags = { "over cap": headroom?.[0] < 0n, "below walk-away": margin?.[0] < 0n, "below floor": beyond(uplift, base.least) < 0n, "term beyond policy": length > base.longest,
      "beyond every approval": discount?.[0] && !who && base.levels[0] };
    return { years, arr, exit_arr, tcv: years.reduce((sum, year) => add(sum, year[0]), zero), change: sub(arr, today), margin, headroom, uplift, discount,
      // The one figure that needs a root, so the one that is not exact.
      cagr: growth?.[0] ? [BigInt(Math.round(((Number(round(growth, 15)) / 1e15) ** (1 / count) - 1) * 1e6)), 1000000n] : null,
      approver: who?.[1], flags: Object.keys(flags).filter((word) => flags[word]).join(", ") };
  };
  window.perennialScenario = { figures, round };

  const frame = document.getElementById("calculator");
  if (!frame) return;
  const { base, offers } = JSON.parse(frame.dataset.offers);
  frame.replaceWith(frame.content);
  const form = document.querySelector(".calc"), [from, row, copy, pre, note] = ["select", "template", "button", "pre", "output"].map((tag) => form.querySelector(tag));
  let offer;
  const values = (input) => (offer.lines[input.closest("fieldset")?.dataset.n]?.edit ?? offer.terms);
  const yaml = (values) => Object.entries(values).filter((pair) => pair[1]).map(([key, value]) => key + ": " + JSON.stringify(value));
  const show = () => {
    if (!form.checkValidity()) return;
    const found = figures(base, offer), text = (value, digits, shift) => (Number(round(value, digits + shift)) / 10 ** digits).toLocaleString("en", { minimumFractionDigits: digits });
    for (const cell of form.querySelectorAll("dd")) {
      const { f, p } = cell.dataset, value = found[f];
      cell.textContent = !value ? "–" : f === "years" ? value.map(([paid]) => text(paid, base.digits, 0)).join(" · ") : value.at(0).at ? value : p ? text(value, 1, 2) + "%" : text(value, base.digits, 0);
    }
    pre.textContent = ["- name: " + JSON.stringify(offer.name + ", changed"), ...yaml(offer.terms), "lines:", ...[...offer.lines.map((line) => line.edit), ...offer.gone].map((edit) => `  - {${yaml(edit).join(", ")}}`)].join("\n  ");
  };
  const begin = () => {
    offer = structuredClone(offers[from.value]);
    form.querySelectorAll("fieldset").forEach((old) => old.remove());
    offer.lines.forEach((line, n) => {
      const set = row.content.firstElementChild.cloneNode(true);
      set.dataset.n = n;
      set.firstChild.textContent = line.name;
      row.before(set);
    });
    for (const input of form.querySelectorAll("[name]")) input.value = values(input)[input.name] ?? "";
    show();
  };
  form.oninput = ({ target }) => {
    if (target === from) return begin();
    values(target)[target.name] = target.value;
    show();
  };
  copy.onclick = () => {
    getSelection().selectAllChildren(pre);
    note.textContent = document.execCommand("copy") ? "Copied: paste it under scenarios." : "Selected: copy it with the keyboard.";
  };
  begin();
})();
