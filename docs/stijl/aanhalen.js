/* Makes of the number of an article or paragraph what copies a reference to it, and of the link below an article the list of what changed in it.
   schil.js fetches it at the first use of one of these, and made controls of them already.
   This file goes into every version and never changes there: it reads versies/artikelen.json of schema 1 at the root. Where that cannot be read
   as such, the links lead where they led. */
(() => {
  "use strict"

  const root = new URL("../..", document.currentScript.src)
  const own = document.querySelector("[data-aanhalen]")
  const { longDate, order, title, fetched, inside, el } = handboekVersies

  const version = document.querySelector("[data-versiekeuze]")?.dataset.versie
  const fixed = document.querySelector("link[rel=canonical]")?.href
  const following = document.querySelector("link[rel=latest-version]")?.href
  if (!version || !fixed || !following) return

  // A control that opens a part of the page

  let ids = 0
  let shut = () => {}

  /* Makes `link` open what `fill` gives, in the place that `put` gives it; where `fill` gives nothing the link leads where it led.
     Who wants the link itself (another tab, its address) still has it. */
  const opens = (link, fill, put) => {
    let part = null
    let busy = false
    const close = () => {
      part?.remove()
      part = null
      link.setAttribute("aria-expanded", "false")
      link.removeAttribute("aria-controls")
      if (shut === close) shut = () => {}
    }
    const open = async () => {
      if (busy) return
      busy = true
      const made = await fill(() => { close(); link.focus() })
      busy = false
      if (!made) {
        for (const name of ["role", "aria-expanded"]) link.removeAttribute(name)
        location.assign(link.href)
        return
      }
      shut()
      shut = close
      part = made
      part.id = `bij-${++ids}`
      put(part)
      link.setAttribute("aria-expanded", "true")
      link.setAttribute("aria-controls", part.id)
      part.addEventListener("keydown", leave)
      part.querySelector("button, a").focus({ preventScroll: true })
      part.scrollIntoView({ block: "nearest" })
    }
    const leave = event => {
      if (event.key !== "Escape" || !part) return
      event.preventDefault()
      close()
      link.focus()
    }
    link.addEventListener("click", event => {
      if (!link.hasAttribute("role") || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (part) close()
      else open()
    })
    link.addEventListener("keydown", event => {
      if (event.key === " " && link.hasAttribute("role")) {
        event.preventDefault()
        link.click()
      } else leave(event)
    })
  }

  // A reference

  /* From when the text holds, and no more than is true of it now as far as the register said: a text that was repealed may never have applied. */
  const since = () => {
    const { status, dag } = document.querySelector("[data-stand]")?.dataset ?? {}
    const known = { toekomstig: "geldt nog niet", vervallen: "vervallen", ingetrokken: "ingetrokken" }[status]
    const begins = `${status === "ingetrokken" ? "met ingangsdatum" : "geldend vanaf"} ${title(version)}`
    const said = [...("proef" in own.dataset ? ["proef: niet gepubliceerd"] : []), ...(known && dag ? [`${known}, nagekeken op ${longDate(dag)}`] : [])]
    return said.length ? `${begins} (${said.join("; ")})` : begins
  }

  const copied = async text => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  }

  /* A browser that lends no clipboard, as on an address without https, may still copy what is selected. */
  const selected = field => {
    field.focus()
    field.select()
    try {
      return document.execCommand("copy")
    } catch {
      return false
    }
  }

  const reference = (what, hash) => back => {
    const said = el("p", { role: "status" })
    const field = el("textarea", { readonly: "", rows: "3", "aria-label": "Om te kopiëren", hidden: "" })
    const copy = async (text, event) => {
      const button = event.currentTarget
      field.hidden = true
      let done = await copied(text)
      if (!done) {
        field.value = text
        field.hidden = false
        done = selected(field)
        field.hidden = done
        if (done) button.focus()
      }
      // Emptied first: the same words again are not read out.
      said.textContent = ""
      said.textContent = done ? `Gekopieerd: ${text}` : "Kopiëren lukt hier niet vanzelf. De tekst staat hieronder en is geselecteerd. Kopieer die zelf."
    }
    const row = (label, text, note) => {
      const button = el("button", { type: "button" }, label)
      button.addEventListener("click", event => copy(text(), event))
      return el("p", {}, button, el("span", {}, note))
    }
    // Where the register says that the text can be changed (stand.js).
    const change = own.dataset.wijzigen && new URL(own.dataset.wijzigen)
    change?.searchParams.set("artikel", decodeURIComponent(hash.slice(1)).replace(/-lid-\d+$/, ""))
    const away = el("button", { type: "button", class: "aanhaling-sluit" }, "Sluiten")
    away.addEventListener("click", back)
    return el(
      "div",
      { class: "aanhaling", role: "group", "aria-label": `Verwijzen naar ${what}` },
      row("Kopieer verwijzing", () => `${own.dataset.naam}, ${what}, ${since()}, ${fixed}${hash}`, "Blijft naar deze tekst leiden."),
      row("Kopieer adres dat meegaat", () => following + hash, "Leidt naar de tekst die dan geldt."),
      said,
      field,
      ...(change ? [el("p", {}, el("a", { href: change.href }, "Wijziging voorstellen"))] : []),
      away,
    )
  }

  const NAMED = /^Verwijs naar (artikel .+)$/
  for (const link of document.querySelectorAll(".md-content__inner .headerlink[aria-label]")) {
    const what = NAMED.exec(link.getAttribute("aria-label"))?.[1]
    if (!what) continue
    const place = link.parentElement
    opens(link, reference(what, link.hash), part => (place.matches("li") ? place.append(part) : place.after(part)))
  }

  // The history of an article

  // As the list of versions says it; a kind that is newer than this file has its own word.
  const KINDS = { hernoemd: "ander adres", vernummerd: "ander nummer", verwijzing: "ander nummer in een verwijzing", gegeven: "ander gegeven", gesplitst: "afgesplitst" }
  const isKinds = list => Array.isArray(list) && list.every(one => typeof one === "string")
  const byAge = (one, other) => (order(one.versie) < order(other.versie) ? -1 : 1)

  /* The versions that touched the article with this id, the oldest first, also under the names that it had before and after; or an error where
     anything of them is not as schema 1 has it. `was` is the name of before, in the version that gave another. */
  const touched = (articles, id) => {
    const names = new Set([id])
    const rows = []
    for (const name of names) {
      for (const row of Object.hasOwn(articles, name) ? articles[name].versies : []) {
        order(row.versie)
        if (!isKinds(row.soort)) throw new Error("artikelen.json")
        rows.push({ ...row, id: name })
        if (row.was) names.add(row.was)
      }
      for (const [other, { versies }] of Object.entries(articles)) if (versies.some(row => row.was === name)) names.add(other)
    }
    return rows.sort(byAge)
  }

  /* What one version did, as a link to its page of changes; a text that was held against no other, such as the first, leads to itself. */
  const entry = (row, held) => {
    const kinds = row.soort.map(kind => KINDS[kind] ?? kind).join(", ")
    const to = held[row.versie]?.van === null ? inside(row.adres, root) : new URL(`wijzigingen/${row.versie}/#${encodeURIComponent(row.id)}`, root)
    return el("li", {}, el("a", { href: to.href }, `${title(row.versie)}: ${kinds}`), ...(row.versie === version ? [" (deze tekst)"] : []))
  }

  const history = (what, id, all) => async () => {
    try {
      const { schema, versies = {}, artikelen } = await fetched(new URL("versies/artikelen.json", root))
      if (schema !== 1) throw new Error("artikelen.json")
      const rows = touched(artikelen, id).reverse()
      const list = some => el("ul", {}, ...some.map(row => entry(row, versies)))
      const [past, later] = [false, true].map(after => rows.filter(row => order(row.versie) > order(version) === after))
      // The list is older than this text, or of another handbook.
      if (!past.length) return null
      return el(
        "div",
        { class: "geschiedenis", role: "group", "aria-label": `Wat is er veranderd in ${what}` },
        el("p", {}, "Tot en met deze tekst:"),
        list(past),
        el("p", {}, later.length ? "Na deze tekst:" : "Na deze tekst is het artikel niet veranderd."),
        ...(later.length ? [list(later)] : []),
        el("p", {}, el("a", { href: all }, "Alle versies die dit artikel raakten")),
      )
    } catch {
      return null
    }
  }

  // A folder opened as file:// lets no page read another file: there the link leads to the site.
  if (location.protocol === "file:") return
  for (const link of document.querySelectorAll(".md-content__inner .veranderd")) {
    const id = new URL(link.href).searchParams.get("artikel")
    const what = link.getAttribute("aria-label").replace(/^Wat is er veranderd in (.+)\?$/, "$1")
    opens(link, history(what, id, link.href), part => link.after(part))
  }
})()
