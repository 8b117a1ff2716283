// Boards can be read without this script, page by page. It sorts them, filters them, leaves columns
// out, and takes further rows in: from a server as from a disk, since they come as scripts.
(function () {
  "use strict";

  var STEP = 500;
  var waiting = {};

  // What a file of further rows calls.
  window.meritbookRows = function (board, part, rows) {
    var done = waiting[board + " " + part];
    if (done) done(rows);
  };

  function make(tag, name, text) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  }

  function linked(node, text, href) {
    var a = href ? make("a", "", text) : document.createTextNode(text);
    if (href) a.href = href;
    node.append(a);
    return node;
  }

  function number(text) {
    var found = text.replace(/[,\s%]/g, "").match(/^-?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : null;
  }

  function Board(table) {
    this.table = table;
    this.body = table.tBodies[0];
    this.heads = Array.from(table.tHead.rows[0].cells);
    this.has = function (name) { return this.heads.some(function (h) { return h.classList.contains(name); }); };
    this.rows = Array.from(this.body.rows);
    this.limit = this.rows.length;
    this.loaded = 1;
    this.parts = Number(table.dataset.parts) || 1;
    this.filter = { team: "", dept: "" };
    this.who = "";
    this.sort = null;
    this.hidden = {};
    var section = table.closest("section");
    this.more = section && section.querySelector(".more a");
    this.tools = section && section.querySelector("details.tools");
    this.begin();
  }

  Board.prototype.begin = function () {
    var board = this;
    this.heads.forEach(function (head, column) {
      var button = make("button", "sort");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      button.addEventListener("click", function () { board.sorted(column); });
      head.append(button);
    });
    if (this.more) this.more.addEventListener("click", function (event) {
      event.preventDefault();
      board.longer();
    });
    if (this.tools) this.tools.addEventListener("toggle", function () { board.opened(); }, { once: true });
    window.addEventListener("resize", function () { board.fit(); });
    this.fit();
  };

  // The header stays in sight where the table need not scroll sideways.
  Board.prototype.fit = function () {
    var box = this.table.parentNode;
    box.classList.toggle("fits", this.table.offsetWidth <= box.clientWidth);
  };

  // A row of a file, in the order in which it is written there.
  Board.prototype.row = function (cells) {
    var tr = make("tr", cells[2] ? "honoured" : "");
    var rank = make("td", "rank");
    rank.append(make("span", "", cells[0]));
    if (cells[1]) rank.append(make("span", "tied", this.table.dataset.tied));
    var who = linked(make("th"), cells[3], cells[4]);
    who.scope = "row";
    if (cells[8]) who.append(" ", make("span", "streak", cells[8]));
    tr.append(rank, who);
    if (this.has("team")) tr.append(linked(make("td", "team"), cells[5], cells[6]));
    if (this.has("dept")) tr.append(make("td", "dept", cells[7]));
    cells[9].forEach(function (value) { tr.append(make("td", "num", value)); });
    var move = make("td", "move");
    if (cells[10]) {
      var moved = make("span", "", cells[10]);
      moved.title = cells[11];
      move.append(moved);
    }
    tr.append(move);
    return tr;
  };

  // Takes the next part in, then goes on.
  Board.prototype.load = function (then) {
    var board = this, part = this.loaded + 1;
    if (part > this.parts) return then();
    var key = this.table.dataset.board + " " + part;
    if (waiting[key]) return;
    waiting[key] = function (rows) {
      board.loaded = part;
      rows.forEach(function (cells) { board.rows.push(board.row(cells)); });
      delete waiting[key];
      then();
    };
    var script = make("script");
    script.src = this.table.dataset.stem + part + ".js";
    // What does not come is still there as a page.
    script.onerror = function () { delete waiting[key]; location.href = board.more.href; };
    document.head.append(script);
  };

  Board.prototype.all = function (then) {
    var board = this;
    if (this.loaded >= this.parts) return then();
    this.load(function () { board.all(then); });
  };

  Board.prototype.text = function (row, name) {
    var cell = row.querySelector("." + name);
    return cell ? cell.textContent : "";
  };

  Board.prototype.view = function () {
    var board = this, rows = this.rows;
    ["team", "dept"].forEach(function (name) {
      var wanted = board.filter[name];
      if (wanted) rows = rows.filter(function (row) { return board.text(row, name) === wanted; });
    });
    if (this.who) rows = rows.filter(function (row) {
      return row.cells[1].textContent.toLowerCase().indexOf(board.who) >= 0;
    });
    var by = this.sort;
    if (!by) return rows;
    var language = document.documentElement.lang;
    var keyed = rows.map(function (row, at) {
      var text = row.cells[by.column].textContent;
      return { row: row, at: at, text: text, number: number(text) };
    });
    keyed.sort(function (a, b) {
      var order;
      if (a.number !== null || b.number !== null) {
        // What has no number stands last, whichever way.
        if (a.number === null || b.number === null) return a.number === null ? 1 : -1;
        order = a.number - b.number;
      } else if (!a.text || !b.text) {
        order = a.text ? -1 : b.text ? 1 : 0;
        return order || a.at - b.at;
      } else {
        order = a.text.localeCompare(b.text, language);
      }
      return (by.down ? -order : order) || a.at - b.at;
    });
    return keyed.map(function (k) { return k.row; });
  };

  Board.prototype.show = function () {
    var board = this, rows = this.view(), shown = rows.slice(0, this.limit);
    this.body.replaceChildren.apply(this.body, shown);
    shown.forEach(function (row) {
      board.heads.forEach(function (_, column) { row.cells[column].hidden = !!board.hidden[column]; });
    });
    if (this.more) {
      var left = rows.length > shown.length || this.loaded < this.parts;
      this.more.parentNode.hidden = !left;
      if (this.loaded < this.parts) this.more.href = this.table.dataset.stem + (this.loaded + 1) + ".html";
      var next = shown.length, all = this.loaded < this.parts ? Number(this.table.dataset.all) : rows.length;
      this.more.textContent = this.table.dataset.more.replace("{from}", next + 1).replace("{to}", Math.min(next + STEP, all));
    }
    if (this.status) this.status.textContent = this.status.dataset.said.replace("{n}", shown.length).replace("{all}", rows.length);
    this.fit();
  };

  Board.prototype.longer = function () {
    var board = this, before = this.body.rows.length;
    var plain = !this.sort && !this.who && !this.filter.team && !this.filter.dept;
    this.limit += STEP;
    var go = function () {
      board.show();
      var first = board.body.rows[before];
      var link = first && first.querySelector("a");
      if (link) link.focus({ preventScroll: true });
    };
    if (plain && this.rows.length < this.limit) this.load(go);
    else go();
  };

  // Numbers begin with the largest, words and ranks with the first; the third time it is as it was.
  Board.prototype.sorted = function (column) {
    var board = this, head = this.heads[column], now = this.sort;
    var down = head.classList.contains("num") || head.classList.contains("move");
    if (!now || now.column !== column) this.sort = { column: column, down: down };
    else if (now.down === down) this.sort = { column: column, down: !down };
    else this.sort = null;
    this.heads.forEach(function (other, at) {
      if (board.sort && at === column) other.setAttribute("aria-sort", board.sort.down ? "descending" : "ascending");
      else other.removeAttribute("aria-sort");
    });
    this.all(function () { board.show(); });
  };

  Board.prototype.opened = function () {
    var board = this, template = document.getElementById("board-tools");
    if (!template) return;
    var panel = template.content.cloneNode(true).firstElementChild;
    this.tools.append(panel);
    this.status = panel.querySelector("[role=status]");
    var columns = panel.querySelector("fieldset");
    this.heads.forEach(function (head, column) {
      if (column < 2) return;
      var label = make("label"), box = make("input");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", function () {
        board.hidden[column] = !box.checked;
        head.hidden = !box.checked;
        board.show();
      });
      label.append(box, " " + head.textContent);
      columns.append(label);
    });
    this.all(function () {
      board.choices(panel, "team", "team");
      board.choices(panel, "department", "dept");
      var who = panel.querySelector("[name=who]");
      who.addEventListener("input", function () {
        board.who = who.value.trim().toLowerCase();
        board.show();
      });
      board.show();
    });
  };

  Board.prototype.choices = function (panel, field, name) {
    var board = this, select = panel.querySelector("[name=" + field + "]"), seen = {};
    this.rows.forEach(function (row) { seen[board.text(row, name)] = true; });
    var names = Object.keys(seen).filter(Boolean);
    if (names.length < 2) { select.parentNode.hidden = true; return; }
    names.sort(function (a, b) { return a.localeCompare(b, document.documentElement.lang); });
    names.forEach(function (text) { select.append(new Option(text, text)); });
    select.addEventListener("change", function () {
      board.filter[name] = select.value;
      board.show();
    });
  };

  document.querySelectorAll("table.long").forEach(function (table) { new Board(table); });
})();
