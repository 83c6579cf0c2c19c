/* Leads from a page or article of any version to its file at the host of the sources: published pages come here with `pagina` and `artikel`.
   It only goes where versies/wijzigen.json says, never where the address of this page says. */
(() => {
  "use strict"

  const source = new URL("wijzigen.json", document.currentScript.src)
  const query = new URLSearchParams(location.search)
  const page = query.get("pagina")
  const article = query.get("artikel")
  if (page === null && article === null) return

  const own = (map, key) => (Object.hasOwn(map, key) ? map[key] : undefined)

  /* The page on which an article stands now: on that from which the reader comes, elsewhere, or as the one that took its place. */
  const holder = ({ paginas, opvolgers }, at) => {
    for (const id of [article, own(opvolgers, article ?? "")]) {
      if (!id) continue
      const path = [at, ...Object.keys(paginas)].find(one => own(own(paginas, one)?.artikelen ?? {}, id))
      if (path !== undefined) return { ...paginas[path], line: paginas[path].artikelen[id] }
    }
    return null
  }

  const find = told => {
    const at = own(told.paginas, page) ? page : (own(told.oud, page) ?? page)
    return holder(told, at) ?? own(told.paginas, at) ?? null
  }

  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text })
  const paragraph = (...parts) => {
    const made = document.createElement("p")
    made.append(...parts)
    return made
  }

  /* What there is to know before one goes on: on which line to look, and that a part of the page is made of another file. */
  const advice = (found, told) => {
    const others = Object.entries(found.ook)
    const line = found.line && !told.regel ? ` Het artikel begint op regel ${found.line}.` : ""
    if (!others.length) return [paragraph(link(found.naar, `Open ${found.bestand}`), `.${line}`)]
    return [
      paragraph("Deze pagina is gemaakt uit meer dan één bestand:"),
      ...[[found.bestand, found.naar], ...others].map(([name, href]) => paragraph(link(href, `Open ${name}`), name === found.bestand ? `.${line}` : ".")),
    ]
  }

  const drawn = new Promise(done => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", done) : done()))
  const say = async (...parts) => {
    await drawn
    document.querySelector("[data-wijzigen]")?.replaceChildren(...parts)
  }

  const go = async () => {
    const answer = await fetch(source)
    if (!answer.ok) throw new Error(String(answer.status))
    const told = await answer.json()
    const found = find(told)
    if (!found) return say(paragraph("Deze pagina staat niet meer in de tekst die nu wordt bewerkt, of het handboek maakt haar zelf. Kies hieronder een andere."))
    const to = found.naar + (found.line && told.regel ? told.regel + found.line : "")
    if (Object.keys(found.ook).length || (found.line && !told.regel)) return say(...advice({ ...found, naar: to }, told))
    // Whoever goes back comes to the page that was read, and not here again.
    location.replace(to)
  }

  go().catch(() => say(paragraph("Het bestand van deze pagina is nu niet op te zoeken. Kies de pagina hieronder.")))
})()
