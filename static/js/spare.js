// Recovery codes: print them, or keep them as a file. Without script they are there to be written down.
const codes = Array.from(document.querySelectorAll("[data-spare-codes] li"), (line) => line.textContent);
const file = document.querySelector("[data-spare-file]");
const print = document.querySelector("[data-spare-print]");

file.href = URL.createObjectURL(
  new Blob([`${document.title}\n${location.host}\n\n${codes.join("\n")}\n`], { type: "text/plain" }),
);
file.hidden = false;
print.addEventListener("click", () => window.print());
print.hidden = false;
