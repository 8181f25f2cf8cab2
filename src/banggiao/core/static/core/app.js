/* Behaviour on top of pages that already work without it. One listener per kind of event, on the
   document, so that whatever htmx brings in later is covered too. No inline code, no eval. */
(function () {
  "use strict";

  var root = document.documentElement;
  var $ = function (selector, base) {
    return (base || document).querySelector(selector);
  };
  var all = function (selector, base) {
    return Array.prototype.slice.call((base || document).querySelectorAll(selector));
  };

  function remember(key, value) {
    try {
      if (value) localStorage.setItem("banggiao." + key, value);
      return localStorage.getItem("banggiao." + key);
    } catch (error) {
      return null; /* storage is closed: the choice lasts for this page */
    }
  }

  /* ---- theme and single keys: what the person chose, kept in this browser ---- */

  var keysOn = remember("keys") !== "off";

  function showChoices() {
    var theme = root.dataset.theme || "auto";
    all("[data-set-theme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
    });
    all("[data-set-keys]").forEach(function (button) {
      button.setAttribute("aria-pressed", String((button.dataset.setKeys === "on") === keysOn));
    });
  }

  function setTheme(theme) {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    remember("theme", theme);
  }

  /* ---- the palette: focus stays in the field, the active hit is named by its id ---- */

  var palette = $("#palette");
  var field = palette && $("input", palette);

  function hits() {
    return all('#palette-hits [role="option"]:not([aria-disabled])');
  }

  function activate(index, list = hits()) {
    list.forEach(function (hit, at) {
      hit.setAttribute("aria-selected", String(at === index));
      if (at === index) hit.scrollIntoView({ block: "nearest" });
    });
    if (list[index]) field.setAttribute("aria-activedescendant", list[index].id);
    else field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(list.length > 0));
  }

  function openPalette() {
    if (!palette || palette.open) return;
    palette.showModal();
    field.select();
  }

  function paletteKey(event) {
    var list = hits();
    var at = list.findIndex(function (hit) {
      return hit.getAttribute("aria-selected") === "true";
    });
    var steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: list.length - 1 };
    if (event.key === "Enter" && list[at]) {
      event.preventDefault();
      list[at].click();
    } else if (event.key in steps && list.length) {
      if ((event.key === "Home" || event.key === "End") && at < 0) return; /* still moves the caret */
      event.preventDefault();
      activate((steps[event.key] + list.length) % list.length);
    }
  }

  /* ---- rows: j and k walk, Enter follows the link that has the focus ---- */

  function walkRows(step) {
    var links = all("[data-rows] .row-link").filter(function (link) {
      return link.offsetParent;
    });
    if (!links.length) return false;
    var here = document.activeElement.closest("[data-rows] tr");
    var at = here ? links.indexOf($(".row-link", here)) : -1;
    var next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
    links[next].focus();
    return true;
  }

  function closeMenus(except) {
    all("details.menu[open]").forEach(function (menu) {
      if (menu === except) return;
      if (!except && menu.contains(document.activeElement)) $("summary", menu).focus();
      menu.open = false;
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return; /* an input method is at work */
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return openPalette();
    }
    if (palette && event.target === field) return paletteKey(event);
    if (event.key === "Escape") {
      closeMenus(null);
      if (location.hash === "#rooms") location.hash = "#main";
      return;
    }
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || (palette && palette.open)) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    var search = $(".search input");
    if (event.key === "/" && search) search.select();
    else if (event.key === "j" ? !walkRows(1) : event.key === "k" ? !walkRows(-1) : true) return;
    event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-open-palette], [data-close-dialog], [data-set-theme], [data-set-keys]");
    closeMenus(event.target.closest("details.menu"));
    if (event.target === palette) palette.close(); /* a click beside it */
    if (!button) return;
    if ("openPalette" in button.dataset) openPalette();
    else if ("closeDialog" in button.dataset) button.closest("dialog").close();
    else if (button.dataset.setTheme) setTheme(button.dataset.setTheme);
    else remember("keys", (keysOn = button.dataset.setKeys === "on") ? "on" : "off");
    showChoices();
  });

  /* ---- forms: one save for one press; unsaved work is not left by accident ---- */

  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[data-guard]");
    if (form) form.dataset.changed = "yes";
    if (event.target === field) activate(-1); /* the hits shown answer an older word */
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    form.setAttribute("aria-busy", "true");
    setTimeout(form.removeAttribute.bind(form, "aria-busy"), 4000); /* a download stays on the page */
    delete form.dataset.changed;
  });
  document.addEventListener("focusin", function (event) {
    if ("select" in event.target.dataset) event.target.select(); /* a link to copy */
  });
  window.addEventListener("beforeunload", function (event) {
    if ($("form[data-changed]")) event.preventDefault();
  });

  /* ---- htmx: new hits, and failures said in words ---- */

  function say(word) {
    var notice = $("#notice");
    if (!notice) return;
    notice.toggleAttribute("data-shown", Boolean(word));
    notice.textContent = word ? notice.dataset[word] : "";
  }
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.id === "palette-hits") activate(hits().length ? 0 : -1);
  });
  document.addEventListener("htmx:beforeRequest", say.bind(null, ""));
  document.addEventListener("htmx:sendError", say.bind(null, "offline"));
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    say(status === 401 || status === 403 ? "refused" : status === 404 ? "missing" : "failed");
  });

  /* on a phone a row of tabs is longer than the screen: the one that is open stays in sight */
  var tab = $(".tabs [aria-current]");
  var beyond = tab ? tab.getBoundingClientRect().right - tab.parentNode.getBoundingClientRect().right : 0;
  if (beyond > 0) tab.parentNode.scrollLeft += beyond;

  var summary = $(".error-summary");
  if (summary) summary.focus();
  showChoices();
})();
