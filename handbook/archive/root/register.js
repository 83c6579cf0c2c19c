/* Makes the pages of the register right for today: the timeline, and the way on from a page that is not there. What it says of another day is in dag.js.
   What it shows comes from regime.json, and where op/ leads from a small part of it; where that cannot be read, the pages stay as they were written. */
(() => {
  "use strict"

  const root = new URL("..", document.currentScript.src)

  // Here come the lines of versies.js: see archive/root_pages.py.

  const { longDate, title, today, fetched, checked, answering, inForce, phaseOf, statusOf, standingsOf, standingWords, knownSince, place, inside, el } = handboekVersies

  // This stands in the head: from the first that is drawn, what the register fills keeps its room (register.css).
  const html = document.documentElement
  html.classList.add("reg-wacht")
  if (new URLSearchParams(location.search).get("datum")) html.classList.add("reg-vraagt")

  let at = null
  const find = name => document.querySelector(`[data-${name}]`)
  const folder = name => new URL(`${name}/`, root)
  const link = (name, words = `de tekst van ${title(name)}`) => el("a", { href: folder(name).href }, words)

  // On the page with all versions, and on the address that leads to the text of a day.
  const articles = globalThis.handboekArtikelen?.({ el, fetched, root })
  const days = globalThis.handboekDag?.({ ...handboekVersies, root, folder, link })

  // What every list says of a version

  /* The days on which a version applies, as the list in the page has them. */
  const daysOf = (standing, day) => {
    const { version } = standing
    const said = standingWords(standing, day)
    if (said) return [said]
    if (version.intrekking) return ["Heeft niet gegolden."]
    return version.vervangen_door && version.geldig_tot === version.geldig_van ? ["Op dezelfde dag vervangen door ", link(version.vervangen_door), "."] : ["Geldt op geen enkele dag."]
  }

  const VERBS = { toekomstig: "Gaat gelden", geldend: "Geldt", vervallen: "Gold" }

  const period = (standing, phase, day) => {
    const said = daysOf(standing, day)
    if (!standing.periods.length) return said
    // Some of its days may be past and others to come: no verb fits them all.
    if (standing.periods.length > 1) return [`Van ${said[0]}`]
    return [`${VERBS[phase]} ${standing.periods[0].tot ? "van " : ""}${said[0]}`]
  }

  const mark = (state, text = state) => el("span", { class: `reg-merk reg-${state}` }, text)

  // The timeline

  const FEW = 12
  const OPEN_YEARS = 2

  /* What few come for. */
  const proof = (version, day) =>
    el("details", { class: "reg-bewijs" },
      el("summary", {}, "Besluiten en vingerafdruk"),
      // Of a text that works back it stands in sight.
      ...(version.bekendgemaakt > version.geldig_van ? [] : [el("p", {}, knownSince(version, day))]),
      el("ul", {}, ...[...new Set(version.besluiten)].map(decision => el("li", {}, decision))),
      el("p", {}, `Vastgesteld door ${version.vastgesteld_door} op ${longDate(version.vastgesteld)}.`),
      el("p", {}, "Vingerafdruk: ", el("code", {}, version.manifest)))

  /* With a full stop, unless it closes with a mark of its own. */
  const ended = text => (/[.!?…]["”’')]*$/.test(text) ? text : `${text}.`)

  /* What was taken off the site, and what was repealed: when, why, by whom. */
  const told = version => {
    const ask = one => (one.vraag ? ` Op te vragen bij ${one.vraag}.` : "")
    const what = one => (one.wat === "alles" ? "Deze tekst" : one.wat === "artikel" ? `Artikel ${one.nummer ?? ""}` : `De pagina ${one.plek || "Begin"}`)
    const gone = version.weg ? [version.weg] : version.delen
    const lines = gone.map(one => `${what(one)} is op ${longDate(one.datum)} van de website gehaald, op besluit van ${one.door}. Reden: ${ended(one.reden)}${ask(one)}`)
    const repeal = version.intrekking
    if (!repeal) return lines.map(line => el("p", {}, line))
    const instead = repeal.in_plaats ? ["In plaats daarvan geldt ", link(repeal.in_plaats), "."] : ["Het besluit wijst geen andere tekst aan."]
    const decided = `Ingetrokken vanaf ${longDate(repeal.vanaf)}. Besloten op ${longDate(repeal.besloten)} door ${repeal.door}. Reden: ${ended(repeal.reden)} `
    return [el("p", {}, decided, ...instead), ...lines.map(line => el("p", {}, line))]
  }

  /* The documents of a version, as a page with its row in the table has them. */
  const filesOf = (page, name) => page.querySelector(`[data-tabel] tr[data-versie="${name}"] [data-bestanden]`)

  /* Those of a year that somebody opens: the page of that year has its rows. Without it the cards stand without. */
  const addFiles = async (block, year) => {
    if (!at.hasAttribute("data-met-bestanden")) return
    try {
      const answer = await fetch(new URL(`versies/${year}/`, root), { cache: "no-cache" })
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      for (const item of block.querySelectorAll("[data-versie]")) {
        const documents = filesOf(page, item.dataset.versie)
        if (!documents || item.querySelector("[data-bestanden]")) continue
        // Its links were written for a page that lies one folder deeper.
        for (const to of documents.querySelectorAll("a")) to.setAttribute("href", new URL(to.getAttribute("href"), new URL(`versies/${year}/`, root)).href)
        item.querySelector(".reg-links").after(document.importNode(documents, true))
      }
    } catch (error) {
      console.error(error)
    }
  }

  const card = (standing, state, day, repealed, changes) => {
    const { version } = standing
    const gone = version.weg
    // What holds now stands under no year.
    const head = el(state === "geldend" ? "h3" : "h4", { class: "reg-kop" }, el("a", { href: folder(version.versie).href }, title(version.versie)), " ", mark("soort", version.aard))
    if (repealed) head.append(" ", mark("ingetrokken"))
    if (gone) head.append(" ", mark("weg", "van de website gehaald"))
    const parts = [head, el("p", { class: "reg-duur" }, ...period(standing, state, day))]
    if (version.bekendgemaakt > version.geldig_van) parts.push(el("p", { class: "reg-terug" }, `Werkt terug. ${knownSince(version, day)}`))
    parts.push(...told(version))
    if (version.toelichting) parts.push(el("p", {}, version.toelichting))
    if (!gone) {
      // In the words that the feed has.
      const meaning = document.querySelector(`[data-soorten] [data-soort="${version.aard}"]`)
      if (meaning) parts.push(el("p", { class: "reg-duur" }, meaning.textContent))
      const note = new URL(`revisies/${version.versie}/`, folder(version.versie)).href
      const about = words => ({ "aria-label": `${words} ${title(version.versie)}` })
      parts.push(el("p", { class: "reg-links" },
        el("a", { href: folder(version.versie).href, ...about("Lees de tekst van") }, "Lees de tekst"), " ",
        el("a", { href: note, ...about("Toelichting bij") }, "Toelichting")))
      const redline = changes && articles.redline(changes, version.versie)
      if (redline) parts.at(-1).append(" ", el("a", { href: redline, ...about("Wat er verandert met de tekst van") }, "Wat er verandert"))
      const documents = filesOf(document, version.versie)
      if (documents) parts.push(documents.cloneNode(true))
      if (changes) parts.push(...articles.block(changes, version.versie))
    }
    return el("li", { id: `versie-${version.versie}`, "data-versie": version.versie, "data-status": repealed ? "ingetrokken" : state }, ...parts, proof(version, day))
  }

  const byYear = versions => {
    const years = new Map()
    for (const version of versions) {
      const year = String(Number(version.geldig_van.slice(0, 4)))
      years.set(year, [...(years.get(year) ?? []), version])
    }
    return [...years]
  }

  // What most people come for stands first.
  const HEADINGS = { geldend: "Geldt nu", toekomstig: "Gaat nog gelden", vervallen: "Gold eerder" }

  // The cards of a year that is folded, by its block: a thousand of them at once keep a reader waiting who came for the text of now.
  const waiting = new Map()
  const drawYear = block => {
    waiting.get(block)?.()
    waiting.delete(block)
  }
  const drawAll = () => [...waiting.keys()].forEach(drawYear)

  /* Year by year, whenever the page has nothing else to do: then a word in a folded year is found by the browser too. */
  const drawInTime = () => {
    const soon = globalThis.requestIdleCallback ?? setTimeout
    soon(() => {
      const [block] = waiting.keys()
      if (!block) return
      drawYear(block)
      drawInTime()
    })
  }

  /* What stands in the list at an address of the page, drawn where it was not. */
  const listed = id => {
    const year = /^versie-(\d{4})/.exec(id)
    if (year) drawYear(document.getElementById(`jaar-${Number(year[1])}`))
    const found = document.getElementById(id)
    drawYear(found)
    return found
  }

  /* One status: its years under each other; of a long past only the last years are open. */
  const section = (state, versions, standings, day, few, repealed, changes) => {
    const years = byYear(versions)
    const fold = state === "vervallen" && !few
    const blocks = years.map(([year, group], at) => {
      const list = el("ol", { class: "reg-lijst", reversed: "" })
      const draw = () => list.append(...group.map(version => card(standings.get(version.versie), state, day, repealed(version), changes)))
      const count = group.length === 1 ? "1 versie" : `${group.length} versies`
      if (!fold || at < OPEN_YEARS) draw()
      if (state === "geldend") return list
      if (!fold) return el("div", {}, el("h3", { class: "reg-jaar", id: `jaar-${year}-${state}` }, year), list)
      const block = el("details", { class: "reg-jaren", id: `jaar-${year}`, open: at < OPEN_YEARS ? "" : null },
        el("summary", {}, el("h3", { class: "reg-jaar" }, year), ` ${count}`), list)
      if (at >= OPEN_YEARS) {
        waiting.set(block, draw)
        block.addEventListener("toggle", () => {
          drawYear(block)
          addFiles(block, year)
        }, { once: true })
      }
      return block
    })
    const jump = fold && years.length > OPEN_YEARS
      ? [el("nav", { class: "reg-sprong", "aria-label": "Naar een jaar" }, ...years.map(([year]) => el("a", { href: `#jaar-${year}` }, year)))]
      : []
    return el("section", { class: `reg-deel reg-deel-${state}` }, el("h2", {}, HEADINGS[state]), ...jump, ...blocks)
  }

  const timeline = (register, day, changes) => {
    const current = inForce(register.versies, day, day)
    const groups = { geldend: [], toekomstig: [], vervallen: [] }
    for (const version of register.versies) groups[phaseOf(version, current, day)].push(version)
    const few = register.versies.length <= FEW
    const standings = standingsOf(register.versies, day)
    const repealed = version => statusOf(version, current, day, register.versies) === "ingetrokken"
    const parts = Object.entries(groups).filter(([, versions]) => versions.length).map(([state, versions]) => section(state, versions, standings, day, few, repealed, changes))
    return { current, parts }
  }

  /* A year that is folded, and of a version also what it has folded. */
  const unfold = target => {
    for (const folded of [target?.closest("details"), target?.querySelector(":scope > .reg-bewijs")]) if (folded) folded.open = true
  }

  const showVersions = (register, day, changes) => {
    const { current, parts } = timeline(register, day, changes)
    const now = find("nu")
    now.replaceChildren(el("span", {}, ...(current
      ? [`Vandaag, ${longDate(day)}, geldt `, link(current.versie), "."]
      : [`Vandaag, ${longDate(day)}, geldt ${register.versies.some(v => v.geldig_van <= day && v.bekendgemaakt <= day) ? "geen" : "nog geen"} tekst.`])))
    const line = find("tijdlijn")
    line.className = "reg-tijdlijn"
    line.replaceChildren(...parts)
    // A folded year opens when somebody goes there, or to a version in it, and all of them on paper.
    document.addEventListener("click", event => {
      const jump = event.target.closest?.('a[href^="#jaar-"], a[href^="#versie-"]')
      if (jump) unfold(listed(jump.getAttribute("href").slice(1)))
    })
    addEventListener("beforeprint", () => {
      drawAll()
      for (const folded of line.querySelectorAll("details:not([open])")) folded.open = true
    })
    line.hidden = false
    for (const written of document.querySelectorAll("[data-zonder], [data-tabel]")) written.hidden = true
    if (changes) {
      const form = find("filter")
      // It looks among all of them.
      form.addEventListener("change", drawAll, { capture: true })
      if (new URLSearchParams(location.search).get("artikel")) drawAll()
      articles.filter(changes, form, [line])
    }
    const wanted = location.hash && listed(location.hash.slice(1))
    if (wanted) {
      unfold(wanted)
      wanted.scrollIntoView()
    }
    drawInTime()
  }

  // A text that was taken off the site: whether it applies today, and where the text is that does

  const showGone = (register, day) => {
    const current = inForce(register.versies, day, day)
    const me = register.versies.find(v => v.versie === at.dataset.versie)
    if (!me) return
    if (me === current) at.replaceChildren(`Vandaag, ${longDate(day)}, geldt deze tekst nog.`)
    else if (!current) at.replaceChildren(`Vandaag, ${longDate(day)}, geldt er geen tekst.`)
    else at.replaceChildren(`Vandaag, ${longDate(day)}, geldt `, link(current.versie), ".")
  }

  // A page that says that no text applies, or that it lacks the page: right on the day on which it was made

  const LACKS = "Deze pagina staat niet in de geldende tekst"

  /* Where the reader goes: the same place in the text that applies, its notice where it was taken off the site; null where it lacks the page. */
  const further = async version => {
    const start = folder(version.versie)
    if (version.weg) return start
    const found = place(await fetched(new URL("handboek.json", start)), decodeURIComponent(at.dataset.plek), decodeURIComponent(location.hash.slice(1)))
    return found && inside(found.url, start)
  }

  const leadOn = async (register, day) => {
    const current = inForce(register.versies, day, day)
    if (!current) {
      at.replaceChildren(`Vandaag, ${longDate(day)}, geldt er geen tekst.`)
      return
    }
    at.replaceChildren(`Vandaag, ${longDate(day)}, geldt `, link(current.versie), ".")
    const to = await further(current)
    if (to) {
      to.search = location.search
      to.hash ||= location.hash
      location.replace(to)
      return
    }
    find("straks")?.remove()
    document.title = LACKS
    document.querySelector("h1").textContent = LACKS
  }

  // A page that is not there: in a version that exists, its own start is the nearest

  const missing = register => {
    const rest = (location.origin + location.pathname).slice(root.href.length).split("/")
    const version = register.versies.find(v => v.versie === rest[0])
    if (version) at.prepend(el("li", {}, "Ga naar het begin van ", link(version.versie)))
  }

  const register = async () => checked(await fetched(new URL("regime.json", root)))

  const show = async page => {
    const changes = articles?.load()
    const read = await register()
    const day = today(read)
    if (page === "weg") showGone(read, day)
    else if (page === "geen-tekst" || page === "niet-meer") await leadOn(read, day)
    else if (page === "versies") {
      showVersions(read, day, await changes)
      await days?.answer(read)
    } else missing(read)
  }

  const start = async () => {
    at = document.querySelector("[data-register]")
    const page = at?.dataset.register
    if (page === "op" && days) {
      // Where what answers for one day is not there, all of the register does.
      location.replace(await days.from((day, known) => answering(root, day, known).catch(register)))
      return
    }
    try {
      if (page && page !== "op") await show(page)
    } catch (error) {
      // The table stands, and says for which day it was made.
      const none = find("zonder-dag")
      if (none) none.textContent = "Zoeken op een dag lukt nu niet: de lijst van versies is niet te lezen. Kijk in de lijst hieronder: bij elke tekst staat van wanneer tot wanneer zij geldt."
      console.error(error)
    } finally {
      html.classList.remove("reg-wacht", "reg-vraagt")
    }
  }

  addEventListener("DOMContentLoaded", start)
})()
