extension UnlockPage {
  /// Opens the box with the browser's own cryptography and writes the copy in place of this page. Each key is tried in turn, and shown.
  static let script = #"""
    (() => {
      "use strict";
      const at = (id) => document.getElementById(id);
      const field = (name) => document.querySelector(`meta[name="perennial:${name}"]`).content;
      const utf8 = (text) => new TextEncoder().encode(text);
      const bytes = (text) => {
        if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
        const chars = atob(text), all = new Uint8Array(chars.length);
        for (let i = 0; i < chars.length; i++) all[i] = chars.charCodeAt(i);
        return all;
      };
      const say = (text, isBad) => {
        at("said").textContent = text;
        at("said").classList.toggle("bad", isBad);
        at("passphrase").setAttribute("aria-invalid", isBad);
      };
      const decrypt = (key, nonce, additionalData, data) =>
        crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, data);

      const contentKey = async (passphrase, bound) => {
        const [, rounds] = field("derivation").split(" ");
        const secret = await crypto.subtle.importKey("raw", utf8(passphrase), "PBKDF2", false, ["deriveKey"]);
        const keys = field("keys").split(" ");
        for (const [index, entry] of keys.entries()) {
          if (keys.length > 1) {
            at("progress").max = keys.length;
            if (index > 0) at("progress").value = index;
            say(`Trying key ${index + 1} of ${keys.length}. This takes a moment on purpose: it makes guessing slow.`, false);
          }
          const [salt, nonce, wrapped] = entry.split(".").map(bytes);
          const wrapping = await crypto.subtle.deriveKey(
            { name: "PBKDF2", hash: "SHA-256", salt, iterations: Number(rounds) }, secret,
            { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
          const key = await decrypt(wrapping, nonce, bound, wrapped).catch(() => null);
          if (key) return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
        }
        return null;
      };

      const unlock = async () => {
        const passphrase = at("passphrase").value.normalize("NFC").replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "");
        const bound = utf8(["perennial", field("protection"), field("cipher"), field("derivation"), field("expires")].join(" "));
        const key = await contentKey(passphrase, bound);
        if (!key) return say("This passphrase does not open the copy. Look at capitals, digits and hyphens, then try again.", true);
        const padded = await decrypt(key, bytes(field("nonce")), bound, bytes(at("content").textContent)).catch(() => null);
        let end = padded ? padded.byteLength - 1 : -1;
        const plain = new Uint8Array(padded ?? 0);
        while (end >= 0 && plain[end] === 0) end--;
        if (end < 0 || plain[end] !== 0x80) {
          return say("The passphrase is right, but the file was damaged on its way. Ask for it again.", true);
        }
        const page = new TextDecoder().decode(plain.subarray(0, end));
        document.open();
        document.write(page);
        document.close();
        scrollTo(0, 0);
        return true;
      };

      const busy = (isBusy) => {
        at("progress").hidden = !isBusy;
        at("progress").removeAttribute("value");
        for (const id of ["open", "show"]) at(id).disabled = isBusy;
        at("passphrase").readOnly = isBusy;
      };
      at("unlock").addEventListener("submit", async (event) => {
        event.preventDefault();
        if (at("progress").hidden === false) return;
        busy(true);
        say("Deriving the key. This takes a moment on purpose: it makes guessing slow.", false);
        try {
          if (await unlock()) return;
        } catch (problem) {
          say(`This browser could not open the copy (${problem.name}).`, true);
        }
        busy(false);
        at("passphrase").focus();
        at("passphrase").select();
      });
      at("show").addEventListener("click", () => {
        const isShown = at("passphrase").type === "text";
        at("passphrase").type = isShown ? "password" : "text";
        at("show").textContent = isShown ? "Show" : "Hide";
        at("show").setAttribute("aria-pressed", !isShown);
        at("passphrase").focus();
      });
      at("passphrase").addEventListener("keydown", (event) => {
        if (event.getModifierState?.("CapsLock")) say("Caps Lock is on.", false);
      });
      const expires = at("expires");
      if (expires && Date.now() >= Date.parse(expires.dataset.day) + 864e5) {
        expires.classList.add("past");
        expires.prepend("Past its date. ");
      }
      if (!globalThis.crypto?.subtle) {
        at("unable").textContent = "This browser does not decrypt pages opened in this way. Save the file to a disk, then open it with Chrome, Edge, Firefox or Safari.";
        return;
      }
      at("unable").hidden = true;
      at("unlock").hidden = false;
      at("passphrase").focus();
    })();
    """#
}
