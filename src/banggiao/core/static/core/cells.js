/* From cell to cell of a table by keyboard, as in a spreadsheet: what the grid of a file (grid.js) and
   the fields of a pasted block (fields.js) share. */
(function () {
  "use strict";

  var MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  /* the cells of a row that are seen; a phone leaves empty ones out */
  function inRow(row) {
    return Array.prototype.filter.call(row.children, function (cell) {
      return cell.offsetParent !== null;
    });
  }

  function of(target) {
    return target.closest && target.closest("tbody > tr > td, tbody > tr > th");
  }

  /* the cell so many rows and columns on; a row that has none there, such as a band, is passed over */
  function step(cell, down, right) {
    var row = cell.parentNode;
    var at = inRow(row).indexOf(cell) + right;
    if (!down) return inRow(row)[at] || null;
    do {
      row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    } while (row && inRow(row).length <= at);
    return row ? inRow(row)[at] : null;
  }

  /* the cell after this one or before it, in the next row where this one ends */
  function next(cell, back) {
    var other = step(cell, 0, back ? -1 : 1);
    if (other) return other;
    var row = back ? cell.parentNode.previousElementSibling : cell.parentNode.nextElementSibling;
    var line = row ? inRow(row) : [];
    return (back ? line[line.length - 1] : line[0]) || null;
  }

  /* a key that belongs to the input of Vietnamese or Japanese, not to the table */
  function isComposing(event) {
    return event.isComposing || event.keyCode === 229;
  }

  /* Alt Enter: a new line within the text, as between two people */
  function newLine(area) {
    area.setRangeText("\n", area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.banggiaoCells = {
    MOVES: MOVES,
    inRow: inRow,
    of: of,
    step: step,
    next: next,
    isComposing: isComposing,
    newLine: newLine,
  };
})();
