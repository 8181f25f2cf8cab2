/* The grid of an import: going (cells.js) and typing in it as in a spreadsheet. What it sends is one text
   of one cell; the row comes back read anew. Without it each row is corrected on a page of its own. */
(function () {
  "use strict";

  var table = document.querySelector("[data-grid]");
  if (!table) return;
  var cells = window.banggiaoCells;
  var body = table.tBodies[0];
  var said = document.getElementById("grid-said");
  var done = []; /* what was corrected on this page, for Ctrl Z */
  var queue = Promise.resolve();
  var editing = null; /* {cell, area, before} while a text is typed */
  var leaving = false; /* Esc was pressed: the next Tab leaves the grid */

  /* ---- cells ---- */

  function cellOf(target) {
    var cell = cells.of(target);
    return cell && body.contains(cell) ? cell : null;
  }

  function focusOn(cell) {
    if (!cell) return false;
    var old = body.querySelector('[tabindex="0"]');
    if (old) old.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
    return true;
  }

  function ready(rows) {
    rows.forEach(function (row) {
      Array.prototype.forEach.call(row.children, function (cell) {
        cell.tabIndex = -1;
      });
      /* the row's own page has them all for those who go by keys; here the arrows go by cells */
      row.querySelectorAll("a, button").forEach(function (way) {
        way.tabIndex = -1;
      });
    });
  }

  /* ---- sending: one after the other, so that no row overtakes itself ---- */

  function send(row, values, field) {
    queue = queue.then(function () {
      var here = document.getElementById(row);
      if (!here) return undefined;
      here.setAttribute("aria-busy", "true");
      return htmx.ajax("POST", here.dataset.url, { source: here, target: here, swap: "outerHTML", values: values });
    });
    var told = after.bind(null, row, field, values);
    queue = queue.then(told, told); /* what could not be sent holds nothing else up */
  }

  function after(id, field, values) {
    var row = document.getElementById(id);
    if (!row) return;
    var cell = row.querySelector('[data-field="' + field + '"]');
    var refused = row.getAttribute("aria-busy") === "true";
    row.removeAttribute("aria-busy");
    if (refused && "text" in values && !editing) edit(cell, values.text); /* it never arrived: nothing typed is lost */
    var problem = cell && cell.querySelector(".cell-problem, .cell-doubt");
    said.textContent = (problem || cell || row).textContent.replace(/\s+/g, " ").trim();
  }

  function correct(cell, text, quietly) {
    var row = cell.parentNode.id;
    var field = cell.dataset.field;
    if (text === cell.dataset.text) return;
    if (!quietly) done.push({ row: row, field: field, text: "corrected" in cell.dataset ? cell.dataset.text : null });
    send(row, { field: field, text: text }, field);
  }

  function undo(cell) {
    var last = done.pop();
    var row = last && document.getElementById(last.row);
    var target = row && row.querySelector('[data-field="' + last.field + '"]');
    if (target) {
      focusOn(target);
      if (last.text !== null) return correct(target, last.text, true);
    } else target = cell;
    if (target && "corrected" in target.dataset) {
      send(target.parentNode.id, { field: target.dataset.field, undo: "1" }, target.dataset.field);
    }
  }

  /* ---- the field in the cell ---- */

  function edit(cell, text) {
    if (!cell || !("field" in cell.dataset)) return;
    close(true);
    var area = document.createElement("textarea");
    area.className = "cell-editor";
    area.rows = 1;
    area.spellcheck = false;
    area.setAttribute("aria-label", cell.dataset.label || document.querySelector("thead .grid-key").textContent.trim());
    area.value = text === undefined ? cell.dataset.text : text;
    cell.classList.add("is-edited");
    cell.removeAttribute("tabindex"); /* the field is what one points at now */
    cell.appendChild(area);
    editing = { cell: cell, area: area };
    grow();
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function grow() {
    editing.area.style.height = "auto";
    editing.area.style.height = editing.area.scrollHeight + 4 + "px";
  }

  function close(saves) {
    if (!editing) return null;
    var was = editing;
    editing = null;
    was.cell.classList.remove("is-edited");
    was.cell.tabIndex = -1;
    was.area.remove();
    if (saves) correct(was.cell, was.area.value.trim());
    return was.cell;
  }

  function editorKey(event) {
    var cell;
    event.stopPropagation();
    if (cells.isComposing(event)) return;
    if (event.key === "Enter" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      focusOn(close(true));
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      cells.newLine(editing.area);
    } else if (event.key === "Escape") {
      event.preventDefault();
      focusOn(close(false));
    } else if (event.key === "Tab") {
      cell = close(true);
      if (focusOn(cells.next(cell, event.shiftKey))) event.preventDefault();
    }
  }

  /* ---- keys in a cell ---- */

  function cellKey(event, cell) {
    var move = cells.MOVES[event.key];
    var row = cells.inRow(cell.parentNode);
    var last = body.rows[body.rows.length - 1];
    var link = cell.querySelector("[data-key]");
    var control = event.ctrlKey || event.metaKey;
    var to = null;
    if (move && !control) to = cells.step(cell, move[0], move[1]) || cell;
    else if (event.key === "Home") to = control ? cells.inRow(body.rows[0])[0] : row[0];
    else if (event.key === "End") to = control ? cells.inRow(last)[0] : row[row.length - 1];
    else if (event.key === "Tab" && !leaving) to = cells.next(cell, event.shiftKey);
    leaving = event.key === "Escape";
    if (to) focusOn(to);
    else if ((event.key === "Enter" || event.key === "F2") && link) link.click();
    else if (event.key === "Enter" || event.key === "F2") edit(cell);
    else if (control && event.key.toLowerCase() === "z") undo(cell);
    else if (event.key === "Delete" || event.key === "Backspace") {
      if ("field" in cell.dataset) correct(cell, "");
    } else if (event.key.length === 1 && !control && !event.altKey && "field" in cell.dataset) {
      event.stopPropagation();
      return edit(cell, ""); /* the key itself lands in the field */
    } else return undefined;
    event.preventDefault();
    event.stopPropagation();
    return undefined;
  }

  body.addEventListener("keydown", function (event) {
    if (editing && event.target === editing.area) return editorKey(event);
    var cell = cellOf(event.target);
    if (!cell || event.target !== cell || cells.isComposing(event)) return undefined;
    return cellKey(event, cell);
  });

  body.addEventListener("input", function (event) {
    if (editing && event.target === editing.area) grow();
  });

  body.addEventListener("focusout", function (event) {
    if (editing && event.target === editing.area && document.hasFocus()) close(true);
  });

  body.addEventListener("focusin", function (event) {
    leaving = false;
    var cell = cellOf(event.target);
    if (!cell || event.target !== cell) return;
    var old = body.querySelector('[tabindex="0"]');
    if (old && old !== cell) old.tabIndex = -1;
    cell.tabIndex = 0;
  });

  body.addEventListener("dblclick", function (event) {
    var cell = cellOf(event.target);
    if (cell && !event.target.closest("a, button, textarea")) edit(cell);
  });

  body.addEventListener("click", function (event) {
    var sentence = event.target.closest('a[href^="#c"]');
    if (sentence && focusOn(document.getElementById(sentence.hash.slice(1)))) return event.preventDefault();
    var button = event.target.closest("[data-undo]");
    if (!button) return undefined;
    var cell = cellOf(button);
    send(cell.parentNode.id, { field: cell.dataset.field, undo: "1" }, cell.dataset.field);
    return undefined;
  });

  body.addEventListener("paste", function (event) {
    var cell = cellOf(event.target);
    if (editing || !cell || event.target !== cell || !("field" in cell.dataset)) return;
    event.preventDefault();
    edit(cell, event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, ""));
  });

  body.addEventListener("copy", function (event) {
    var cell = cellOf(event.target);
    if (editing || !cell || !("field" in cell.dataset) || String(window.getSelection())) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", cell.dataset.text);
  });

  /* ---- a row that comes back: the focus and what is being typed in it stay ---- */

  document.addEventListener("htmx:beforeSwap", function (event) {
    var row = event.detail.target;
    if (!row || row.parentNode !== body) return;
    var active = document.activeElement;
    row.dataset.back = row.contains(active) ? JSON.stringify({
      at: cells.inRow(row).indexOf(cellOf(active)),
      text: editing && row.contains(editing.area) ? editing.area.value : null,
    }) : "";
    kept = row.dataset.back;
    if (editing && row.contains(editing.area)) editing = null;
  });
  var kept = "";

  document.addEventListener("htmx:afterSwap", function (event) {
    var row = event.detail.target;
    row = row && row.id ? document.getElementById(row.id) : null;
    if (!row || row.parentNode !== body) return;
    ready([row]);
    if (!kept) return;
    var state = JSON.parse(kept);
    kept = "";
    var cell = cells.inRow(row)[state.at];
    focusOn(cell);
    if (state.text !== null) edit(cell, state.text);
  });

  window.addEventListener("beforeunload", function (event) {
    if (editing || body.querySelector('[aria-busy="true"]')) event.preventDefault();
  });

  table.setAttribute("role", "grid");
  ready(Array.prototype.slice.call(body.rows));
  var first = body.querySelector("[data-field]");
  if (first) first.tabIndex = 0;
})();
