/* Says on the list of pages to look at again which are late: only a script knows what day it is. */
(() => {
  "use strict"
  const { today, el } = handboekVersies
  const list = document.querySelector(".nakijklijst")
  if (!list) return
  const day = today({ peildatum: "" })
  const late = [...list.querySelectorAll("time")].filter(time => time.dateTime <= day)
  for (const time of late) time.after("\u00a0", el("strong", {}, "te\u00a0laat"))
  const some = late.length === 1 ? "Eén pagina is te laat." : `${late.length} pagina's zijn te laat.`
  // In the place of what holds on every day, so that nothing moves.
  list.querySelector("p").textContent = late.length ? some : "Geen enkele pagina is te laat."
})()
