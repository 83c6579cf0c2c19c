/* What the page does beside showing text: the menu on a narrow screen, and the switch between light and dark. */
(() => {
  "use strict"
  const html = document.documentElement
  const button = document.querySelector("[data-weergave]")
  if (button) {
    const name = () => { button.textContent = html.dataset.mdColorScheme === "slate" ? "Licht" : "Donker" }
    button.addEventListener("click", () => {
      const dark = html.dataset.mdColorScheme !== "slate"
      html.dataset.mdColorScheme = dark ? "slate" : "default"
      try {
        localStorage.setItem("handboek.weergave", dark ? "donker" : "licht")
      } catch {
        // Then the choice lasts as long as the page.
      }
      name()
    })
    name()
    button.hidden = false
  }
})()
