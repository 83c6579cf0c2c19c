/* Says on the list of pages to look at again which are late: only a script knows what day it is. */
(() => {
  "use strict"
  const { today, el } = handboekVersies
  const list = document.querySelector(".nakijklijst")
  if (!list) return
  const day = today({ peildatum: "" })
  const late = [...list.querySelectorAll("time")].filter(time => time.dateTime <= day)
  for (const time of late) {
    time.after(el("strong", {}, "te laat"))
    time.closest("tr").classList.add("te-laat")
  }
  const words = late.length === 1 ? "Eén pagina is te laat." : `${late.length || "Geen"} pagina's zijn te laat.`
  list.before(el("p", { role: "status" }, el("strong", {}, late.length ? words : "Geen enkele pagina is te laat.")))
})()
