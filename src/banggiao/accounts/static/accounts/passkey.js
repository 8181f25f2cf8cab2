/* Lets a button ask the browser for a passkey. allauth's webauthn.js does the talking; this says
   which button and which form, and puts into words what went wrong. */
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-passkey]");
    var problem = document.getElementById("passkey-problem");
    if (!button || !problem) return;

    function say(word) {
      problem.textContent = problem.dataset[word];
      problem.hidden = false;
    }

    if (!window.webauthnJSON || !window.webauthnJSON.supported()) {
      button.disabled = true;
      say("unsupported");
      return;
    }
    document.addEventListener("allauth.error", function (event) {
      event.preventDefault(); /* said here, so nothing goes to the console */
      var name = event.detail.exception && event.detail.exception.name;
      say(name === "SecurityError" ? "address" : name === "InvalidStateError" ? "known" : "failed");
    });
    window.allauth.webauthn.forms[button.dataset.passkey]({
      ids: {
        add: button.id,
        authenticate: button.id,
        credential: button.dataset.credential,
        data: "passkey-data"
      }
    });
  });
})();
