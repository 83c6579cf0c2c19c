/* Before the page is drawn: says that scripts run, and takes the colours that the reader chose here before. */
(() => {
  "use strict"
  const html = document.documentElement
  html.classList.replace("geen-script", "met-script")
  let kept = null
  try {
    kept = localStorage.getItem("handboek.weergave")
  } catch {
    // A browser that keeps nothing: the system's colours.
  }
  const dark = kept ? kept === "donker" : matchMedia("(prefers-color-scheme: dark)").matches
  html.dataset.mdColorScheme = dark ? "slate" : "default"
})()
