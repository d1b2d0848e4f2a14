"""Pages, styles, scripts and search shards stay within their weights. KB are 1000 bytes, before compression."""

ACCOUNT, STYLES, SCRIPTS, SHARD, PAGE, ROWS = 60_000, 40_000, 30_000, 50_000, 500_000, 800_000


def is_shard(name):
    """Data that registers itself lies in a folder of its own; programs lie in assets/ itself."""
    return name.endswith(".js") and ("/search/" in f"/{name}" or "shard" in name)


def is_rows(name):
    """Rows of a long table, read when somebody filters."""
    return name.startswith("tables/") and name.endswith(".js")


def check(site, _browser, report, _options):
    styles = [name for name in sorted(site.files) if name.endswith(".css")]
    shards = [name for name in sorted(site.files) if is_shard(name)]
    scripts = [name for name in sorted(site.files) if name.endswith(".js") and not is_shard(name) and not is_rows(name)]
    each(site, report, "an account page", site.accounts, ACCOUNT)
    each(site, report, "any page", site.pages, PAGE)
    each(site, report, "a search shard", shards, SHARD)
    each(site, report, "a script of rows", [name for name in sorted(site.files) if is_rows(name)], ROWS)
    together(site, report, "all styles", styles, STYLES)
    together(site, report, "all scripts", scripts, SCRIPTS)


def each(site, report, what, names, limit):
    heaviest = max(names, key=site.size, default=None)
    scope = f"{len(names)}, heaviest {heaviest} {site.size(heaviest)}" if heaviest else "none"
    report.check(f"weights: {what} at most {limit:,} bytes", [f"{name}: {site.size(name)}" for name in names if site.size(name) > limit], scope)


def together(site, report, what, names, limit):
    total = sum(map(site.size, names))
    report.check(f"weights: {what} at most {limit:,} bytes", [f"{', '.join(names)}: {total}"] if total > limit else [], f"{len(names)}, {total}")
