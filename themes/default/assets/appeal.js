// Each number has the text of an appeal beside it, which can be opened and selected. This script
// copies it at once; where the browser gives no clipboard, it opens and selects the text.
(function () {
  "use strict";

  var copied = document.currentScript.getAttribute("data-copied");

  // Told to those who do not see the button change.
  var said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.appendChild(said);

  function select(text) {
    var range = document.createRange();
    range.selectNodeContents(text);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function tell(summary) {
    var label = summary.firstChild;
    var before = summary.getAttribute("data-label") || label.textContent;
    summary.setAttribute("data-label", before);
    label.textContent = copied;
    said.textContent = copied;
    window.setTimeout(function () {
      label.textContent = before;
      said.textContent = "";
    }, 2500);
  }

  function open(details, text) {
    details.open = true;
    select(text);
    try {
      return document.execCommand("copy");
    } catch (refused) {
      return false;
    }
  }

  document.addEventListener("click", function (event) {
    var summary = event.target.closest && event.target.closest(".appeal > summary");
    if (!summary) return;
    var details = summary.parentElement;
    if (details.open) return;
    event.preventDefault();
    var text = details.querySelector(".copy");
    var clipboard = window.isSecureContext && navigator.clipboard;
    if (!clipboard) {
      if (open(details, text)) tell(summary);
      return;
    }
    clipboard.writeText(text.textContent).then(
      function () {
        tell(summary);
      },
      function () {
        if (open(details, text)) tell(summary);
      }
    );
  });
})();
