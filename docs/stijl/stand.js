/* Says on every page of a version whether its text holds now, and lists the newest versions in the header.
   This file goes into every version and never changes there: it reads what the register of schema 1 or 2 says of it, and where that cannot be
   read as such, it says that the status is unknown. It never says "geldend" without having read so just now. */
(() => {
  "use strict"

  const source = document.currentScript.src
  const here = new URL("..", source)
  const root = new URL("../..", source)

  const { NEWEST, longDate, dayBefore, order, title, today, fetched, registered, inForce, statusOf, standingsOf, repealOf, place, inside, withDates, el } = handboekVersies

  const status = document.querySelector("[data-stand]")
  const further = document.querySelector("[data-stand-verder]")
  const fixed = document.querySelector("[data-stand-vast]")
  const searched = document.querySelector("[data-zoeken-stand]")
  const archived = document.querySelector("[data-archief]")
  const menu = document.querySelector("[data-versiekeuze]")
  const cited = document.querySelector("[data-aanhalen]")
  const own = status?.dataset.stand ?? menu?.dataset.versie ?? null
  // A folder opened as file:// lets no page read another file: then the link in the page is all there is.
  const folderOnly = location.protocol === "file:"
  const all = (folderOnly && document.querySelector(".stand a, [data-versiekeuze] a")?.href) || new URL("versies/", root).href

  const folder = name => new URL(`${name}/`, root)
  const records = new Map()
  const recordOf = name => {
    if (!records.has(name)) records.set(name, fetched(new URL("handboek.json", folder(name))))
    return records.get(name)
  }

  const pagePath = () => {
    const address = location.origin + location.pathname
    return address.startsWith(here.href) ? decodeURI(address.slice(here.href.length)).replace(/(^|\/)index\.html$/, "$1") : null
  }
  const anchorNow = () => {
    try {
      return decodeURIComponent(location.hash.slice(1))
    } catch {
      return ""
    }
  }

  // The banner

  const ANCHORS = /^(?:__|fn:|fnref:|top$)/
  let counted = 0

  /* What is said: `state` names the look, `text` is announced, `to` is the version in which the page can be read as it holds now. */
  const UNKNOWN = { state: "onbekend", text: "Of deze tekst nu geldt, is niet bekend.", to: null }

  /* The text that took the place of `me`, as far as is known. */
  const successor = (me, versions, day) => {
    const later = versions.filter(v => order(v.versie) > order(me.versie) && v.geldig_van <= day && v.bekendgemaakt <= day)
    const first = later.map(v => v.geldig_van).sort()[0]
    return later.find(v => v.geldig_van === first) ?? null
  }

  const expired = (me, current, versions, day) => {
    const next = successor(me, versions, day)
    if (next && next === current) return `Vervallen, vervangen door de tekst van ${title(next.versie)}.`
    return current ? `Vervallen. Nu geldt de tekst van ${title(current.versie)}.` : "Vervallen."
  }

  const coming = (me, day) => {
    const known = me.bekendgemaakt > day ? `wordt bekendgemaakt op ${longDate(me.bekendgemaakt)}` : ""
    const begins = me.geldig_van > day ? `treedt in werking op ${longDate(me.geldig_van)}` : ""
    const said = [known, begins].filter(Boolean).join(" en ")
    return `Geldt nog niet. ${said[0].toUpperCase()}${said.slice(1)}.`
  }

  /* A repeal in words: from when, by whom, and what applies instead. */
  const repealed = (repeal, day) => {
    const when = repeal.vanaf > day ? `Wordt ingetrokken vanaf ${longDate(repeal.vanaf)}` : `Ingetrokken vanaf ${longDate(repeal.vanaf)}`
    const instead = repeal.in_plaats ? `Daarvoor in de plaats komt de tekst van ${title(repeal.in_plaats)}.` : "Het besluit wijst geen andere tekst aan."
    return `${when}, bij besluit van ${repeal.door} van ${longDate(repeal.besloten)}. ${instead}`
  }

  /* What of this text was taken off the site: its page shows the place, and says whom to ask. */
  const less = me => (me.delen.length ? " Een deel van deze tekst is van de website gehaald." : "")

  const judge = register => {
    const day = today(register)
    const me = register.versies.find(v => v.versie === own)
    if (!me) return UNKNOWN
    const current = inForce(register.versies, day, day)
    const state = statusOf(me, current, day, register.versies)
    const to = current && current !== me ? current.versie : null
    const said = { day, state, to, since: me.gepubliceerd }
    const repeal = repealOf(register.versies, me)
    const texts = {
      ingetrokken: () => repealed(repeal, day),
      vervallen: () => expired(me, current, register.versies, day),
      toekomstig: () => coming(me, day),
      geldend: () => `${holding(standingsOf(register.versies, day).get(own), day)}${repeal?.vanaf > day ? ` ${repealed(repeal, day)}` : ""}`,
    }
    return { ...said, text: `${texts[state]()}${less(me)}` }
  }

  /* Until when the text in force applies, by what is known on the day. Short, for every page keeps the room of one line; the list says what is awaited. */
  const holding = ({ periods, awaited }, day) => {
    if (awaited) return "Dit is de geldende tekst, volgens wat nu bekend is."
    const until = periods.find(period => period.van <= day && (!period.tot || day < period.tot))?.tot
    return until ? `Dit is de geldende tekst, tot en met ${longDate(dayBefore(until))}.` : "Dit is de geldende tekst."
  }

  /* The way to change the text, by a page of the root that knows the host of now. Only while the register says that there is one: the short one
     by a word, the whole one by its list of files. What is made of all pages has none. */
  const propose = ({ wijzigen, bestanden }) => {
    const page = pagePath()
    if (!cited || cited.dataset.wijzigen || page === null || !(wijzigen ?? bestanden?.["versies/wijzigen.json"]) || document.querySelector(".az-lijst")) return
    const to = new URL("versies/wijzigen.html", root)
    to.searchParams.set("pagina", page)
    cited.dataset.wijzigen = to.href
    // At the very end: nothing that is read moves.
    document.querySelector(".md-footer").append(el("p", { class: "voet md-grid" }, el("a", { href: to.href }, "Wijziging voorstellen")))
  }

  let shown = null

  const show = said => {
    shown = said
    status.dataset.status = said.state
    // Whoever refers to this text says what was known on which day (aanhalen.js).
    status.dataset.dag = said.day ?? ""
    // Unchanged words are left alone: they would be read out again.
    const words = said.day ? [...withDates(said.text), el("span", { class: "stand-dag" }, ` Nagekeken op ${longDate(said.day)}.`)] : [said.text]
    const text = words.map(word => word.textContent ?? word).join("")
    if (status.textContent !== text) status.replaceChildren(...words)
    if (fixed) fixed.hidden = true
    if (searched) searched.textContent = said.text
    if (archived && said.since) archived.replaceChildren(...withDates(longDate(said.since)))
    advise(said.state)
    lead(said)
  }

  /* A version never changes, so only its script can tell search engines that it is not the text in force: they run this. */
  const advise = state => {
    const told = document.head.querySelector("meta[name=robots]")
    if (state === "geldend" || state === "onbekend") told?.remove()
    else if (!told) document.head.append(el("meta", { name: "robots", content: "noindex" }))
  }

  /* The link stays the same: who is there by Tab keeps the place when the register answers. */
  const point = (href, words) => Object.assign(further.querySelector("a"), { href, textContent: words })

  /* The way to the same page and article, in the same step as the words. Outside what is announced: it follows every click in the page.
     The page for a day knows where each text has them, or says that it lacks them: nothing is fetched here for a link that few follow. */
  const lead = said => {
    const page = pagePath()
    if (!said.to || page === null) {
      const words = { onbekend: "Kijk bij alle versies", geldend: "Alle versies" }[said.state] ?? (said.to ? "Lees de geldende tekst" : "Bekijk alle versies")
      point(said.to ? folder(said.to).href : all, words)
      return
    }
    const anchor = anchorNow()
    // An address that the page itself lacks says nothing about the text in force.
    const part = anchor && !ANCHORS.test(anchor) ? document.getElementById(anchor) : null
    const to = new URL("op/", root)
    to.search = new URLSearchParams({ datum: said.day, pagina: page, ...(part ? { artikel: anchor } : {}) })
    point(to.href, `Lees ${part ? "dit onderdeel" : "deze pagina"} in de geldende tekst`)
  }

  const ask = async () => {
    const turn = ++counted
    let register = null
    try {
      if (!folderOnly) register = await registered(root, own)
    } catch {
      // What is said below holds for every way in which this can fail.
    }
    if (turn !== counted) return
    let said = UNKNOWN
    try {
      if (register && own) said = judge(register)
    } catch {
      said = UNKNOWN
    }
    if (status) show(said)
    if (register && menu) fill(register)
    if (register) propose(register)
    if (menu) label(said)
  }

  // The list in the header

  const row = (version, current, day, versions) => {
    const state = statusOf(version, current, day, versions)
    const reading = version.versie === own
    const link = el("a", { href: folder(version.versie).href, "aria-current": reading ? "page" : null }, el("span", {}, title(version.versie)))
    link.append(el("small", {}, [state, ...(version.weg ? ["van de website gehaald"] : []), ...(reading ? ["deze tekst"] : [])].join(", ")))
    link.addEventListener("click", event => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || version.weg || !own) return
      event.preventDefault()
      keep(version.versie)
    })
    return el("li", {}, link)
  }

  /* To another version, on the same page and article where it has them. */
  const keep = async name => {
    let to = folder(name)
    try {
      const found = place(await recordOf(name), pagePath(), anchorNow())
      if (found) to = inside(found.url, to)
    } catch {
      records.delete(name)
    }
    location.assign(to.href)
  }

  const fill = register => {
    const day = today(register)
    const current = inForce(register.versies, day, day)
    const wanted = register.versies.filter((v, at) => at < NEWEST || v === current || v.versie === own)
    const rows = wanted.map(version => row(version, current, day, register.versies))
    const count = register.aantal ?? register.versies.length
    rows.push(el("li", {}, el("a", { class: "versiekeuze-alle", href: all }, count > wanted.length ? `Alle ${count} versies` : "Alle versies")))
    let button = menu.querySelector("button")
    if (button) {
      const focused = menu.querySelector("ul").contains(document.activeElement)
      if (!focused) menu.querySelector("ul").replaceChildren(...rows)
      return
    }
    button = el("button", { type: "button", "aria-expanded": "false", "aria-controls": "versiekeuze-lijst" })
    const list = el("ul", { id: "versiekeuze-lijst", hidden: "" }, ...rows)
    const open = on => {
      list.hidden = !on
      button.setAttribute("aria-expanded", String(on))
    }
    button.addEventListener("click", () => open(list.hidden))
    menu.addEventListener("keydown", event => {
      if (event.key !== "Escape" || list.hidden) return
      event.stopPropagation()
      open(false)
      button.focus()
    })
    menu.addEventListener("focusout", event => {
      if (!menu.contains(event.relatedTarget)) open(false)
    })
    document.addEventListener("click", event => {
      if (!menu.contains(event.target)) open(false)
    })
    menu.replaceChildren(button, list)
  }

  /* Whoever comes to an article half-way down the page does not see the banner above it: the header stays in sight. */
  const label = said => {
    const button = menu.querySelector("button")
    if (!button) return
    const warning = said.day && said.state !== "geldend" ? [el("strong", {}, said.state)] : []
    button.replaceChildren(el("span", {}, warning.length ? "Versies " : "Versies"), ...warning)
  }

  if (!status && !menu) return
  ask()
  if (status) {
    addEventListener("hashchange", () => shown && lead(shown))
    // A page that stayed open, or came back from the browser's memory, may have been overtaken.
    addEventListener("pageshow", event => event.persisted && ask())
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask())
    setInterval(() => document.visibilityState === "visible" && ask(), 3600000)
  }
})()
