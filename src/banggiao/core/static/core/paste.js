/* Cells that were pasted, by keyboard: up and down as in a spreadsheet. And tables of Word or of a web
   page, whose cells the clipboard gives apart only as HTML. Without it Tab and the fields do. */
(function () {
  "use strict";

  /* ---- the block: a table in the clipboard becomes lines with tabs ---- */

  function textOf(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("br, p, div, li").forEach(function (one) {
      one.before("\n");
    });
    return copy.textContent
      .replace(/[ \t\u00a0]+/g, " ")
      .replace(/\s*\n\s*/g, "\n")
      .trim();
  }

  function quoted(text) {
    return /[\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function linesOf(table) {
    var taken = {}; /* cells that one of a row above reaches into, with its text */
    return Array.prototype.map
      .call(table.rows, function (row, at) {
        var line = [];
        var column = 0;
        Array.prototype.forEach.call(row.cells, function (cell) {
          while (at + "-" + column in taken) line[column] = taken[at + "-" + column++];
          var text = quoted(textOf(cell));
          for (var right = 0; right < Math.min(cell.colSpan, 50); right++) {
            for (var down = 1; down < Math.min(cell.rowSpan, 500); down++) {
              taken[at + down + "-" + column] = right ? "" : text;
            }
            line[column++] = right ? "" : text;
          }
        });
        while (at + "-" + column in taken) line[column] = taken[at + "-" + column++];
        return line.join("\t");
      })
      .join("\n");
  }

  document.addEventListener("paste", function (event) {
    var area = event.target;
    if (!area.matches || !area.matches("[data-paste-table]") || !event.clipboardData) return;
    var page = event.clipboardData.getData("text/html");
    /* spreadsheets give tabs and quotes of their own, which are to be trusted more */
    if (!/<table/i.test(page) || /urn:schemas-microsoft-com:office:(excel|spreadsheet)|LibreOffice|google-sheets/i.test(page)) return;
    var table = new DOMParser().parseFromString(page, "text/html").querySelector("table");
    if (!table || !table.rows.length) return;
    event.preventDefault();
    area.setRangeText(linesOf(table) + "\n", area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });

  /* ---- the cells ---- */

  function neighbour(field, down) {
    var cell = field.closest("td");
    var row = cell.parentNode;
    var at = Array.prototype.indexOf.call(row.children, cell);
    do {
      row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    } while (row && row.children.length <= at);
    return row && row.children[at].querySelector("input, textarea");
  }

  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (!field.closest("[data-cells] td") || !/^(INPUT|TEXTAREA)$/.test(field.tagName)) return;
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (field.tagName === "TEXTAREA") return; /* there the keys move within the text */
    var down = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    var other = down && neighbour(field, down);
    if (!other) return; /* Enter in the last row looks again */
    event.preventDefault();
    other.focus();
    if (other.select) other.select();
  });
})();
