// What is typed goes to the terminal without a click. Not before the program has drawn something, of which textual.js
// tells in the body's class: Textual takes a page for out of focus as it starts, and a focus that was sent before is lost.
window.addEventListener("load", () => {
  const focus = new MutationObserver(() => {
    if (document.body.classList.contains("-first-byte")) {
      focus.disconnect();
      document.querySelector(".xterm-helper-textarea").focus();
    }
  });
  focus.observe(document.body, { attributeFilter: ["class"] });
});
