/// The script in served pages: it listens for builds, loads its page again when there is a new one, and shows what is wrong.
///
/// It keeps where the reader was: scroll position, open disclosures. Problems are shown in a shadow tree, so that neither styles
/// the other, and only ever as text.
enum LiveScript {
  static let text = #"""
    "use strict";
    (() => {
      const build = document.currentScript.dataset.build;
      const key = "perennial-live:" + location.pathname;
      const details = () => [...document.querySelectorAll("details")];
      const store = (work) => { try { return work(sessionStorage); } catch { return null; } };

      const keep = () => store((s) => s.setItem(key, JSON.stringify({x: scrollX, y: scrollY, open: details().map((d) => d.open)})));
      const restore = () => {
        const kept = JSON.parse(store((s) => s.getItem(key)) ?? "null");
        store((s) => s.removeItem(key));
        if (!kept) return;
        history.scrollRestoration = "manual";
        const all = details();
        if (all.length === kept.open.length) all.forEach((d, i) => { d.open = kept.open[i]; });
        scrollTo({left: kept.x, top: kept.y, behavior: "instant"});
      };

      const make = (name, text, ...children) => {
        const element = document.createElement(name);
        if (text) element.textContent = text;
        element.append(...children);
        return element;
      };
      const style = new CSSStyleSheet();
      style.replaceSync(`
        :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; color-scheme: light dark; }
        @media print { :host { display: none; } }
        section { max-height: 60vh; overflow: auto; padding: 1rem 1.5rem 1.25rem; border-top: 4px solid #b4261e;
          background: light-dark(#fff, #1b1e23); color: light-dark(#16181d, #eceef2); box-shadow: 0 -4px 24px #0004;
          font: .9375rem/1.45 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
        header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
        h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
        p { margin: 0 0 .5rem; color: light-dark(#474c56, #bac0ca); }
        ol { margin: 0; padding: 0; list-style: none; }
        li { padding: .6rem 0; border-top: 1px solid light-dark(#dedfda, #2d3138); }
        code, pre { font: .8125rem/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", Menlo, monospace; }
        code { color: light-dark(#b4261e, #ff8d82); overflow-wrap: anywhere; }
        li.warning code { color: light-dark(#7c5200, #e8bd66); }
        li div { overflow-wrap: anywhere; }
        li small { display: block; font-size: .8125rem; color: light-dark(#636974, #979eaa); }
        pre { margin: .35rem 0; padding: .35rem .6rem; overflow: auto; background: light-dark(#f5f5f2, #131519); }
        button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px; padding: .15rem .7rem; cursor: pointer; }
      `);
      let panel;
      const hide = () => { panel?.remove(); panel = undefined; };
      const item = (problem) => {
        const row = make("li", "", ...(problem.place ? [make("code", problem.place)] : []), make("div", problem.message));
        row.className = problem.severity;
        if (problem.excerpt) row.append(make("pre", problem.excerpt));
        if (problem.hint) row.append(make("small", problem.hint));
        return row;
      };
      const show = ({problems, count}) => {
        hide();
        const button = make("button", "Hide");
        button.addEventListener("click", hide);
        const title = make("h2", count === 1 ? "1 problem stops the build" : count + " problems stop the build");
        const note = make("p", "This is the last good build. It is built again when you save.");
        const list = make("ol", "", ...problems.map(item));
        if (count > problems.length) list.append(make("li", "… and " + (count - problems.length) + " more"));
        panel = make("perennial-problems");
        const section = make("section", "", make("header", "", title, button), note, list);
        section.setAttribute("role", "alert");
        const root = panel.attachShadow({mode: "open"});
        root.adoptedStyleSheets = [style];
        root.append(section);
        document.body.append(panel);
      };
      addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

      const listen = () => {
        const source = new EventSource("/.perennial/events");
        addEventListener("pagehide", () => source.close());
        let shown = "";
        source.addEventListener("message", (event) => {
          const state = JSON.parse(event.data);
          const told = JSON.stringify(state.problems);
          if (state.count === 0) hide(); else if (told !== shown) show(state);
          shown = told;
          if (state.build === build) return;
          source.close();
          keep();
          location.reload();
        });
      };
      const begin = () => { restore(); listen(); };
      if (document.readyState === "complete") begin(); else addEventListener("load", begin);
      addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
    })();

    """#
}
