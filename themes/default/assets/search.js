// The search box. The index is made with the site and loaded when the box is first used; without
// this script the box is not shown, and people/index.html lists everybody.
(function (root) {
  "use strict";

  // ---- Finding: no page is needed for it. ----

  // An index that grows as its files arrive.
  function Index() {
    this.readings = {};
    this.surnames = {};
    this.kinds = [];
    this.entries = [];
  }

  Index.prototype.add = function (data) {
    var self = this;
    if (data.kinds) {
      self.kinds = data.kinds;
      self.surnames = data.surnames;
      Object.keys(data.readings).forEach(function (read) {
        Array.from(data.readings[read]).forEach(function (sign) { self.readings[sign] = read.split("/"); });
      });
    }
    Object.keys(data.entries).forEach(function (kind) {
      data.entries[kind].forEach(function (row) {
        self.entries.push({
          kind: kind,
          rank: self.kinds.indexOf(kind),
          title: row[0],
          href: row[1] || "people/" + row[3] + ".html",
          note: data.notes[row[2]],
          key: row[3],
          text: row[4] || "",
          at: self.entries.length
        });
      });
    });
  };

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/ü/g, "v");
  }

  // The syllables of a title, each with all its readings, the usual one first.
  Index.prototype.syllables = function (entry) {
    if (entry.syllables) return entry.syllables;
    var title = plain(entry.title), from = 0, all = [], self = this;
    if (entry.kind === "person") {
      [title.length > 2 ? title.slice(0, 2) : "", title.slice(0, 1)].some(function (head) {
        var read = self.surnames[head];
        if (!read) return false;
        all = read.split(" ").map(function (one) { return one.split("/"); });
        from = head.length;
        return true;
      });
    }
    Array.from(title.slice(from)).forEach(function (sign) {
      if (self.readings[sign]) all.push(self.readings[sign]);
      else if (/[a-z0-9]/.test(sign)) all.push([sign]);
    });
    return (entry.syllables = all);
  };

  // How letters fit syllables from one on: 3 whole syllables, 2 initials, 1 mixed, 0 not at all. A
  // rare reading counts only where two letters of it are typed.
  function spelt(letters, syllables, from) {
    var best = 0;
    function step(at, next, whole, initials) {
      if (at === letters.length) {
        best = Math.max(best, whole ? 3 : initials ? 2 : 1);
        return;
      }
      if (next === syllables.length || best === 3) return;
      syllables[next].forEach(function (read, which) {
        var same = 0;
        while (same < read.length && letters[at + same] === read[same]) same += 1;
        for (var taken = same; taken > 0; taken -= 1) {
          if (which && taken < Math.min(2, read.length)) break;
          var last = at + taken === letters.length;
          step(at + taken, next + 1, whole && (taken === read.length || last), initials && taken === 1);
        }
      });
    }
    step(0, from, true, true);
    // One letter is an initial, whatever else it begins.
    return best === 3 && letters.length === 1 ? 2 : best;
  }

  // How well an entry fits a word; the less the better, 99 for not at all.
  Index.prototype.fit = function (entry, word) {
    var title = plain(entry.title), key = plain(entry.key), at = title.indexOf(word);
    if (key && key === word) return 0;
    if (title === word) return 1;
    if (at === 0) return 2;
    if (key && key.indexOf(word) === 0 && word.length > 1) return 3;
    if (/^[a-z]+$/.test(word) && entry.kind !== "clause") {
      var syllables = this.syllables(entry), fits = spelt(word, syllables, 0);
      var all = word.length === syllables.length;
      if (fits === 3) return 4;
      if (fits === 2) return all ? 5 : 6;
      if (fits === 1) return 7;
      if (at < 0) {
        for (var from = 1; from < syllables.length; from += 1) {
          if (spelt(word, syllables, from) >= (word.length > 1 ? 2 : 3)) return 9;
        }
      }
    }
    if (at > 0) return 8;
    if (key && word.length > 1 && key.indexOf(word) > 0) return 10;
    if (entry.text && (word.length > 1 || word > "~") && plain(entry.text).indexOf(word) >= 0) return 11;
    return 99;
  };

  // The best entries of each kind, the kinds by their best: [[kind, [entry, …]], …].
  Index.prototype.find = function (query, most) {
    var words = plain(query).replace(/['’`]/g, "").split(/\s+/).filter(Boolean), self = this, kinds = {};
    if (!words.length) return [];
    // Somebody may type the syllables of one name with spaces between.
    var joined = words.every(function (w) { return /^[a-z]+$/.test(w); }) ? words.join("") : "";
    self.entries.forEach(function (entry) {
      var note = plain(entry.note), worst = 0;
      words.forEach(function (word, which) {
        var fit = self.fit(entry, word);
        // A further word may also name the team or the policy.
        if (fit === 99 && which && note.indexOf(word) >= 0) fit = 9;
        worst = Math.max(worst, fit);
      });
      if (joined && words.length > 1) worst = Math.min(worst, self.fit(entry, joined));
      if (worst === 99) return;
      (kinds[entry.kind] = kinds[entry.kind] || []).push({ entry: entry, fit: worst });
    });
    var groups = Object.keys(kinds).map(function (kind) {
      var found = kinds[kind].sort(function (a, b) { return a.fit - b.fit || a.entry.at - b.entry.at; });
      return { kind: kind, found: found, count: found.length };
    });
    groups.sort(function (a, b) {
      return a.found[0].fit - b.found[0].fit || self.kinds.indexOf(a.kind) - self.kinds.indexOf(b.kind);
    });
    return groups.map(function (group) {
      var shown = group.found.slice(0, group.kind === "person" ? most : Math.ceil(most / 2));
      return { kind: group.kind, count: group.count, entries: shown.map(function (f) { return f.entry; }) };
    });
  };

  // The letters under which a name that begins like this may stand.
  Index.prototype.letters = function (query) {
    var text = plain(query).trim(), first = text.slice(0, 1);
    if (/[a-z]/.test(first)) return [first];
    var read = this.surnames[text.slice(0, 2)] || this.surnames[first];
    read = read ? read.split(" ")[0].split("/") : this.readings[first] || [];
    return read.map(function (one) { return one[0]; });
  };

  if (!root.document) {
    root.MeritbookIndex = Index;
    return;
  }

  // ---- The box. ----

  var MOST = 10;
  var form = document.querySelector("form.search");
  if (!form || !String.prototype.normalize) return;
  var here = document.currentScript.src, input = form.querySelector("input");
  var box = form.querySelector(".found"), list = form.querySelector("[role=listbox]"), said = form.querySelector(".said");
  var site = here.slice(0, here.lastIndexOf("assets/"));
  var index = new Index(), words = {}, parts = [], asked = {}, ready = false, options = [], active = -1;

  form.hidden = false;

  function load(name) {
    if (asked[name]) return;
    asked[name] = true;
    var script = document.createElement("script");
    script.src = site + "search/" + name + ".js";
    script.onerror = function () { if (name === "index") { asked[name] = false; tell(form.getAttribute("data-broken") || ""); } };
    document.head.appendChild(script);
  }

  root.meritbookIndex = function (name, data) {
    index.add(data);
    if (name === "index") {
      words = data.words;
      parts = data.parts;
      ready = true;
    }
    show();
  };

  // Asks for the files that may hold more: people by their letter first, then all others.
  function more(query) {
    if (plain(query).trim().length < 2 && query < "~") {
      parts.forEach(function (part) { if (index.letters(query).indexOf(part[1]) >= 0) load(part[0]); });
    } else {
      parts.forEach(function (part) { load(part[0]); });
    }
  }

  function tell(text) {
    said.textContent = text;
    box.hidden = false;
  }

  function close() {
    box.hidden = true;
    options = [];
    pick(-1);
    list.textContent = "";
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
  }

  function pick(at) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = at;
    var option = options[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // The words of a text around what was looked for.
  function around(text, query) {
    var word = plain(query).trim().split(/\s+/)[0], at = plain(text).indexOf(word);
    if (at < 0) return "";
    var from = Math.max(0, at - 12);
    return (from ? "…" : "") + text.slice(from, at + word.length + 36) + (at + word.length + 36 < text.length ? "…" : "");
  }

  function option(entry, query) {
    var link = element("a", "option");
    link.href = site + entry.href;
    link.id = "found-" + options.length;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.appendChild(element("span", "", entry.title));
    var note = [entry.note, entry.kind === "person" ? entry.key : ""].filter(Boolean).join(" · ");
    if (note) link.appendChild(document.createTextNode(" ")), link.appendChild(element("span", "of", note));
    var text = entry.text && plain(entry.title).indexOf(plain(query).trim()) < 0 ? around(entry.text, query) : "";
    if (text) link.appendChild(element("span", "text", text));
    options.push(link);
    return link;
  }

  function show() {
    var query = input.value;
    if (!query.trim() || document.activeElement !== input) return close();
    if (!ready) return;
    more(query);
    // More may have been read since: what was picked stays picked.
    var groups = index.find(query, MOST), count = 0, picked = options[active] && options[active].href;
    close();
    groups.forEach(function (group, which) {
      var part = element("div", "group");
      part.setAttribute("role", "group");
      part.setAttribute("aria-labelledby", "found-kind-" + which);
      var head = element("p", "label", words[group.kind]);
      head.id = "found-kind-" + which;
      part.appendChild(head);
      group.entries.forEach(function (entry) { part.appendChild(option(entry, query)); });
      list.appendChild(part);
      count += group.count;
    });
    pick(options.findIndex(function (one) { return one.href === picked; }));
    input.setAttribute("aria-expanded", String(count > 0));
    var sentence = count === 0 ? words.none : count === 1 ? words.one : words.many;
    tell(sentence.replace("{n}", count).replace("{query}", query.trim()));
  }

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  input.addEventListener("focus", function () { load("index"); show(); });
  input.addEventListener("input", function () { active = -1; show(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) close(); });
  // The list must not take the focus away before the link is followed.
  box.addEventListener("mousedown", function (event) { event.preventDefault(); });

  input.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    var last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (box.hidden) show();
      if (!options.length) return;
      if (event.key === "ArrowDown") pick(active < options.length - 1 ? active + 1 : 0);
      else pick(active > 0 ? active - 1 : options.length - 1);
    } else if (event.key === "Enter") {
      var chosen = options[active] || options[0];
      if (!chosen || last < 0) return event.preventDefault();
      if (event.ctrlKey || event.metaKey) root.open(chosen.href, "_blank", "noopener");
      else location.href = chosen.href;
      // Within a page nothing is loaded that would close the list.
      if (chosen.pathname === location.pathname) close();
    } else if (event.key === "Escape") {
      if (!box.hidden) close();
      else if (input.value) input.value = "";
      else input.blur();
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener("keydown", function (event) {
    var quick = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    var usual = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
    if (!quick && !usual) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})(typeof window === "object" ? window : globalThis);
