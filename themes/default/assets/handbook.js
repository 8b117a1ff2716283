// The number of a clause is a link to it. With this script a click also copies that link; without,
// the link stands in the address bar.
(function () {
  "use strict";

  var said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.appendChild(said);

  document.addEventListener("click", function (event) {
    var number = event.target.closest && event.target.closest("a.number[data-copy]");
    var clipboard = window.isSecureContext && navigator.clipboard;
    if (!number || !clipboard) return;
    clipboard.writeText(number.href).then(
      function () {
        said.textContent = number.getAttribute("data-copy");
        number.setAttribute("data-done", "");
        window.setTimeout(function () {
          said.textContent = "";
          number.removeAttribute("data-done");
        }, 2500);
      },
      function () {}
    );
  });
})();
