// The calculator of a negotiation: the engine's formulas again, over fractions of whole numbers without an end. Nothing is kept.
(() => {
  // A fraction is [above, below]; it is not reduced, since whole numbers may grow.
  const mul = (a, b) => [a[0] * b[0], a[1] * b[1]],
    add = (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]],
    sub = (a, b) => add(a, [-b[0], b[1]]),
    div = (a, b) => b[0] ? mul(a, b[0] < 0 ? [-b[1], -b[0]] : [b[1], b[0]]) : null,
    min = (a, b) => sub(a, b)[0] < 0 ? a : b,
    one = [1n, 1n], zero = [0n, 1n],
    // 1 + n times p per cent.
    up = (p, n = 1n) => add(one, [p[0] * n, p[1] * 100n]),
    number = (text) => {
      const m = /^(-?\d+)\.?(\d*)\/?(\d*)$/.exec(text);
      return m && [BigInt(m[1] + m[2]), BigInt(m[3] || 1) * 10n ** BigInt(m[2].length)];
    },
    // Half to even.
    round = ([n, d], digits) => {
      n *= 10n ** BigInt(digits);
      let low = n / d, rest = n % d * 2n;
      if (rest < 0) low--, rest += 2n * d;
      return rest > d || rest === d && low & 1n ? low + 1n : low;
    },
    // Days since 1970.
    day = (text) => Date.parse(text) / 864e5,
    later = (day, months) => {
      const at = new Date(day * 864e5), y = at.getUTCFullYear(), m = at.getUTCMonth() + months;
      return Math.min(Date.UTC(y, m, at.getUTCDate()), Date.UTC(y, m + 1, 0)) / 864e5;
    },
    term = (from, to) => { let m = 0; while (later(from, m + 1) <= to + 1) m++; return [m, to + 1 - later(from, m)]; },

    // What an offer comes to: fractions, the approver and the flags.
    figures = (base, { terms: t, lines }) => {
      const take = (from, ...keys) => keys.map((key) => number(from[key])),
        [u, g, cap, off] = take(t, "uplift_percent", "annual_uplift_percent", "annual_cap_percent", "discount_percent"),
        [today, most, floor] = take(base, "today", "cap", "floor"),
        long = +t.term_months, b = t.uplift_basis, start = day(t.start), end = long ? later(start, long) - 1 : day(t.end);
      if (!(end >= start)) return null;
      const [m, left] = term(start, end), span = m + (left > 0), count = Math.min(Math.ceil(span / 12) || 1, 100),
        level = (p, year) => {
          let at = one;
          for (let n = 2n; n <= year; n++) {
            const next = b === "year_simple" ? div(up(p, n), up(p)) ?? one : mul(at, up(b === "term" ? g ?? cap ?? zero : p));
            at = cap ? min(next, mul(at, up(cap))) : next;
          }
          return at;
        },
        part = (from, to) => {
          const [m, days] = term(from, to);
          return m === 12 && !days ? one : (t.proration || !long && "days") === "days" ? [BigInt(to - from + 1), 365n] : [BigInt(m * 365 + days * 12), 4380n];
        },
        all = lines.map((line) => {
          const [now, from, list] = take(line, "today", "base", "list"), { edit, once } = line, [q, price, own, less] = take(edit, "quantity", "price", "uplift_percent", "discount_percent"),
            p = own ?? u, base = from ?? price ?? zero;
          return { once, p, q, now, from: day(edit.start) || start, to: day(edit.end) || end, ref: now ? mul(from, p[0] < 0 ? one : up(p)) : list ?? base,
            f: mul(mul(price ?? base, up(own ?? (price || !now ? zero : u))), up(less ?? (price ? zero : off ?? zero), -1n)) };
        }),
        sum = (test, value = (l) => l.f) => all.reduce((sum, l) => test(l) ? add(sum, mul(l.q, value(l))) : sum, zero),
        kept = (l) => !l.once, like = (l) => !l.once && l.now,
        years = Array.from({ length: count }, (_, n) => {
          const from = later(start, 12 * n), to = Math.min(later(start, 12 * n + 12) - 1, end), at = (l) => mul(l.f, level(l.p, n + 1));
          return [sum((l) => l.from <= to && (l.once ? l.from : l.to) >= from, (l) => l.once ? l.f : mul(at(l), part(Math.max(l.from, from), Math.min(l.to, to)))),
            sum((l) => !l.once && l.from <= to && l.to >= to, at)];
        }),
        arr = sum((l) => !l.once && l.from === start), exit_arr = years.at(-1)[1], now = sum(like, (l) => l.now), then = sum(like),
        ref = sum(kept, (l) => l.ref), given = sub(ref, sum(kept)), discount = div(given[0] < 0 ? zero : given, ref), uplift = div(sub(then, now), now),
        margin = floor && sub(arr, floor), headroom = most && sub(mul(now, up(most)), then),
        over = (share, limit) => share && limit && sub(mul(share, [100n, 1n]), number(limit))[0],
        gives = discount?.[0] > 0, who = gives && base.levels.find(([limit]) => over(discount, limit) <= 0),
        // The one figure that needs a root, so the one that is not exact.
        r = today[0] ? Number(round(div(exit_arr, today), 15)) / 1e15 : 0,
        cagr = r > .001 && r < 1000 ? [BigInt(Math.round((r ** (1 / count) - 1) * 1e6)), 10n ** 6n] : null,
        flags = [headroom?.[0] < 0 && "over cap", margin?.[0] < 0 && "below walk-away", over(uplift, base.least) < 0 && "below floor", span > base.longest && "term beyond policy",
          gives && !who && base.levels[0] && "beyond every approval"].filter(Boolean).join(", ");
      return { years, arr, exit_arr, tcv: years.reduce((sum, year) => add(sum, year[0]), zero), change: sub(arr, today), margin, headroom, uplift, discount, cagr, approver: who?.[1], flags };
    },
    frame = document.getElementById("calculator");
  self.perennialScenario = { figures, round };
  if (!frame) return;

  const { base, offers } = JSON.parse(frame.dataset.offers);
  frame.replaceWith(frame.content);
  const form = document.querySelector(".calc"), [from, row, box, pre] = ["select", "template", "template + div", "pre"].map((tag) => form.querySelector(tag)),
    yaml = (values) => Object.entries(values).flatMap(([key, value]) => value ? key + ": " + JSON.stringify(value) : []),
    values = (input) => offer.lines[input.closest("fieldset")?.dataset.n]?.edit ?? offer.terms,
    text = (value, digits, more = 0) => (Number(round(value, digits + more)) / 10 ** digits).toLocaleString("en", { minimumFractionDigits: digits }),
    show = () => {
      const { name, terms, lines, gone } = offer, found = form.checkValidity() && figures(base, offer);
      if (!found) return;
      for (const cell of form.querySelectorAll("dd")) {
        const { f, p } = cell.dataset, value = found[f];
        cell.textContent = !value ? "–" : f === "years" ? value.map((year) => text(year[0], base.digits)).join(" · ") : value.trim ? value : p ? text(value, 1, 2) + "%" : text(value, base.digits);
      }
      pre.textContent = ["- " + yaml({ name: name + ", changed" }), ...yaml({ ...terms, end: !terms.term_months && terms.end }), "lines:",
        ...[...lines.map((line) => line.edit), ...gone].map((edit) => `  - {${yaml(edit).join(", ")}}`)].join("\n  ");
    },
    begin = () => {
      offer = structuredClone(offers[from.value]);
      box.replaceChildren(...offer.lines.map((line, n) => {
        const set = row.content.firstChild.cloneNode(true);
        set.dataset.n = n;
        set.firstChild.append(line.name);
        return set;
      }));
      for (const input of form.querySelectorAll("[name]")) [input.value, input.inputMode] = [values(input)[input.name] ?? "", "decimal"];
      show();
    };
  let offer;
  form.oninput = ({ target }) => {
    if (target !== from) values(target)[target.name] = target.value, show();
    else begin();
  };
  begin();
})();
