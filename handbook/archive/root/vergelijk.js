/* Compares any two texts of the archive, or one with the draft on one's own computer: the page /vergelijk/.
   Here is what the page does; what differs between two texts is found by verschil/, which has the same rules as the room redline/ of the program. */
import { browse } from "./verschil/browse.js"
import { compare } from "./verschil/compare.js"
import { fragment } from "./verschil/html.js"
import { Text } from "./verschil/model.js"

  // Here come the lines of versies.js: see archive/root_pages.py.

const { title, today, fetched, checked, inForce, statusOf, longDate, el } = handboekVersies

const root = new URL("..", import.meta.url)
const DRAFT = "concept"
const LONGEST = 10000
/* The names under which a computer serves to itself alone: elsewhere there is no draft, and nobody asks for one. */
const HERE = ["127.0.0.1", "localhost", "[::1]"]

const find = name => document.querySelector(`[data-${name}]`)
const form = find("keuze")
const fields = { van: form.elements.van, naar: form.elements.naar, artikel: form.elements.artikel }
const sheet = find("verschil")
const message = find("melding")
const base = document.title

let register = null
let day = ""
/* What is shown now, so that another article costs no second comparison. */
let shown = null
/* Of two answers that cross each other only the last that was asked for counts. */
let turn = 0

const folder = name => new URL(`${name}/`, root)
/* From this page, as the pages with a redline of neighbours have it: on paper such a link prints no address behind it. */
const addressOf = (version, address) => `../${version}/${address}`
const textOf = name => (name === DRAFT ? "het concept" : `de tekst van ${title(name)}`)
const link = name => el("a", { href: addressOf(name, "") }, textOf(name))
const entryOf = name => register.versies.find(v => v.versie === name)
const capital = words => words[0].toUpperCase() + words.slice(1)
/* What somebody typed, as it was typed, and not more of it than fits. */
const quoted = text => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

// What to tell a reader instead of a comparison

/* A sentence for the reader, with what can be done. */
class Told extends Error {
  constructor(...parts) {
    super("told")
    this.parts = parts
  }
}

const again = () => {
  const button = el("button", { type: "button" }, "Probeer het opnieuw")
  button.addEventListener("click", () => (register ? show() : start()))
  return el("p", {}, button)
}

const say = (...parts) => {
  message.replaceChildren(...parts)
  sheet.hidden = true
  sheet.replaceChildren()
}

const complain = error => {
  if (error instanceof Told) {
    say(...error.parts)
    return
  }
  console.error(error)
  say(el("p", {}, el("strong", {}, "Deze twee teksten konden niet worden vergeleken."), " Kies een andere tekst, of lees ze zelf via ", el("a", { href: new URL("versies/", root).href }, "alle versies"), "."), again())
}

const gone = version => {
  const { datum, door, vraag } = version.weg
  const ask = vraag ? ` De tekst is op te vragen bij ${vraag}.` : ""
  return new Told(el("p", {}, el("strong", {}, `${capital(textOf(version.versie))} is hier niet meer te lezen.`),
    ` Zij is op ${longDate(datum)} van de website gehaald, op besluit van ${door}.${ask} Kies hierboven een andere tekst.`))
}

/* The choice, or what to tell where it is none. */
const chosen = () => {
  const choice = { van: fields.van.value, naar: fields.naar.value, artikel: fields.artikel.value }
  for (const name of ["van", "naar"]) {
    const asked = fields[name].dataset.gevraagd
    if (asked) {
      throw new Told(el("p", {}, el("strong", {}, asked === DRAFT ? "Het concept is er alleen op de computer waarop het wordt geschreven." : `De versie ${quoted(asked)} bestaat niet.`),
        asked === DRAFT ? " Start daar handbook serve en open deze pagina op dat adres, of kies hierboven een versie." : " Kies hierboven een versie uit de lijst."))
    }
    const version = entryOf(choice[name])
    if (version?.weg) throw gone(version)
  }
  if (choice.van === choice.naar) {
    throw new Told(el("p", {}, el("strong", {}, "Dit is twee keer dezelfde tekst."), " Er is dus niets veranderd. Kies hierboven twee verschillende versies."))
  }
  return choice
}

// The texts

const texts = new Map()

/* A file as data; null where there is none. Throws where it cannot be had or is no such file. */
const read = async address => {
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(LONGEST) })
  if ([404, 410].includes(answer.status)) return null
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return await answer.json()
}

/* The articles of a version as data: from its own folder, and of a text from before artikelen.json as they were derived from its pages. */
const load = async name => {
  let data
  try {
    data = await read(new URL("artikelen.json", folder(name))) ?? (name === DRAFT ? null : await read(new URL(`wijzigingen/${name}/artikelen.json`, root)))
    if (data) Text.of(data)
  } catch (error) {
    console.error(error)
    const why = name === DRAFT
      ? " Misschien wordt het net gebouwd, of staat er een fout in. Kijk bij het concept zelf, en probeer het dan opnieuw."
      : " Controleer de verbinding met het netwerk, en probeer het dan opnieuw."
    throw new Told(el("p", {}, el("strong", {}, `${capital(textOf(name))} kon niet worden geladen.`), why), again())
  }
  if (data) return data
  throw new Told(el("p", {}, el("strong", {}, `Van ${textOf(name)} zijn de artikelen hier niet te vinden.`), " De tekst zelf is wel te lezen: ", link(name), ". Kies hierboven een andere tekst om mee te vergelijken."))
}

/* The draft changes while somebody works on it; what was published does not. */
const articlesOf = name => {
  if (!texts.has(name) || name === DRAFT) {
    const coming = load(name)
    texts.set(name, coming)
    coming.catch(() => texts.delete(name))
  }
  return texts.get(name)
}

/* A file that only helps: without it the comparison says less, and nothing that is wrong. */
const aside = async (name, path) => {
  try {
    return await read(new URL(path, folder(name)))
  } catch {
    return null
  }
}

/* The articles that were taken off a text: its manifest keeps the names of all that it was published with. */
const hiddenIn = async (name, data) => {
  if (!entryOf(name)?.delen.length) return []
  const there = new Set(data.artikelen.map(article => article.id))
  return Object.keys((await aside(name, "manifest.json"))?.artikelen ?? {}).filter(id => !there.has(id))
}

/* The articles that got another id, from the one text to the other; read only where some id is on one side alone. */
const successorsOf = async (choice, older, newer) => {
  const [was, is] = [older, newer].map(data => new Set(data.artikelen.map(article => article.id)))
  const back = isBack(choice)
  if ([...was].every(id => is.has(id))) return new Map()
  const told = Object.entries((await aside(back ? choice.van : choice.naar, "handboek.json"))?.opvolgers ?? {}).filter(([, id]) => typeof id === "string")
  return new Map(back ? told.map(([id, next]) => [next, id]) : told)
}

/* Both texts with their redline, without the articles that one of them does not show any more: that is no change of the rules. */
const comparison = async choice => {
  const both = await Promise.all([choice.van, choice.naar].map(articlesOf))
  const hidden = new Set((await Promise.all([hiddenIn(choice.van, both[0]), hiddenIn(choice.naar, both[1])])).flat())
  const pair = both.map(data => Text.of({ ...data, artikelen: data.artikelen.filter(article => !hidden.has(article.id)) }))
  const redline = compare(...pair, await successorsOf(choice, ...both))
  // By the names of their folders: a draft has the name of the version that it will become.
  return { choice, hidden, texts: pair, redline: Object.assign(redline, { old: choice.van, new: choice.naar }) }
}

// The lists to choose from

/* Two hundred versions: grouped by year, the newest first, each with its state in words. */
const options = versions => {
  const current = inForce(versions, day, day)
  const years = new Map()
  for (const version of versions) {
    const year = version.geldig_van.slice(0, 4)
    const state = version.weg ? "van de website gehaald" : statusOf(version, current, day, versions)
    years.set(year, [...(years.get(year) ?? []), el("option", { value: version.versie }, `${title(version.versie)} (${state})`)])
  }
  return [...years].map(([year, group]) => el("optgroup", { label: String(Number(year)) }, ...group))
}

const fillVersions = () => {
  for (const name of ["van", "naar"]) {
    const draft = HERE.includes(location.hostname) ? [el("option", { value: DRAFT }, "Het concept op deze computer")] : []
    fields[name].replaceChildren(...draft, ...options(register.versies))
  }
}

/* The texts that are asked for; where the address names none, the one in force and the one before it. */
const choose = () => {
  const asked = new URLSearchParams(location.search)
  const readable = register.versies.filter(v => !v.weg)
  const current = inForce(readable, day, day) ?? readable[0]
  const wanted = { naar: asked.get("naar") || current?.versie }
  const next = wanted.naar === DRAFT ? current : readable[readable.findIndex(v => v.versie === wanted.naar) + 1]
  wanted.van = asked.get("van") || (next ?? current)?.versie
  for (const name of ["van", "naar"]) {
    fields[name].value = wanted[name]
    // No choice in the list: then what was asked is told, and the list shows none.
    if (fields[name].value !== wanted[name]) fields[name].dataset.gevraagd = wanted[name]
  }
  fillArticles(null, asked.get("artikel") ?? "")
}

const option = (article, wanted) => el("option", { value: article.id, selected: article.id === wanted ? "" : null }, `${article.number} ${article.title}`)

/* The articles of both texts, those that differ first. One that is in neither stays chosen, so that it can be told. */
const fillArticles = (redline, wanted) => {
  const list = [el("option", { value: "" }, "Alle artikelen")]
  if (redline) {
    const changed = redline.changes.map(change => change.new ?? change.old)
    const touched = new Set(redline.changes.flatMap(change => [change.old?.id, change.new?.id]))
    const same = shown.texts[1].articles.filter(article => !touched.has(article.id))
    wanted = redline.only(wanted).changes[0]?.id ?? wanted
    for (const [label, group] of [["Veranderd", changed], ["Gelijk gebleven", same]]) {
      if (group.length) list.push(el("optgroup", { label: `${label} (${group.length})` }, ...group.map(article => option(article, wanted))))
    }
  }
  fields.artikel.replaceChildren(...list)
  fields.artikel.value = wanted
  if (fields.artikel.value !== wanted) {
    fields.artikel.append(el("option", { value: wanted }, redline ? `${wanted} (onbekend)` : wanted))
    fields.artikel.value = wanted
  }
}

// The comparison

/* Whether the text to compare with is older. The draft is newer than all; the list has the newest first. */
const isBack = choice => choice.van === DRAFT || (choice.naar !== DRAFT && register.versies.indexOf(entryOf(choice.van)) < register.versies.indexOf(entryOf(choice.naar)))

const head = choice => {
  const backward = isBack(choice) ? " Dit gaat terug in de tijd: wat hier nieuw heet, stond er eerder al." : ""
  return el("p", { class: "verschil-tussen" }, "Van ", link(choice.van), " naar ", link(choice.naar), `.${backward}`)
}

/* What was taken off either text is no change of the rules, and cannot be compared. */
const partsGone = choice =>
  ["van", "naar"].flatMap(name => (entryOf(choice[name])?.delen ?? []).map(one => el("p", { class: "verschil-let-op" },
    `Let op: ${one.wat === "artikel" ? `artikel ${one.nummer ?? ""}` : `de pagina ${one.plek || "Begin"}`} van ${textOf(choice[name])} is op ${longDate(one.datum)} van de website gehaald. Wat daarin veranderde, is hier niet te zien.`)))

const withdrawn = choice =>
  ["van", "naar"].flatMap(name => {
    const repeal = entryOf(choice[name])?.intrekking
    return repeal ? [el("p", { class: "verschil-let-op" }, `${capital(textOf(choice[name]))} is ingetrokken vanaf ${longDate(repeal.vanaf)}.`)] : []
  })

/* One article alone, or all, with what is told of it above. */
const only = (redline, id) => {
  if (!id) return { part: redline, sentence: [redline.summary] }
  const part = redline.only(id)
  if (part.changes.length) return { part, sentence: counted(part.summary) }
  if (shown.hidden.has(id)) return { part: null, sentence: ["De tekst van dit artikel is van de website gehaald. Wat erin veranderde, is hier niet te zien."] }
  const same = shown.texts[1].articles.find(article => article.id === id)
  if (!same) throw new Told(el("p", {}, el("strong", {}, `Het artikel ${quoted(id)} staat in geen van beide teksten.`), " Kies hierboven een artikel, of alle artikelen."))
  const article = el("a", { href: addressOf(shown.choice.naar, same.address) }, `Artikel ${same.number}, ${same.title}`)
  return { part: null, sentence: [article, ", is in beide teksten gelijk."] }
}

/* A number and what it counts stay on one line. The twin of `_counted` in root_pages.py. */
const counted = summary =>
  summary.split(/(\b\d+ (?:artikel|artikelen|gewijzigd|nieuw|vervallen|hernoemd|verplaatst|vernummerd)\b)/).map((part, at) => (at % 2 ? el("span", { class: "verschil-aantal" }, part) : part))

const draw = artikel => {
  const { choice, redline } = shown
  const { part, sentence } = only(redline, artikel)
  sheet.innerHTML = part ? fragment(part, addressOf) : ""
  // It is told above, where a change of it is read out.
  sheet.querySelector(".verschil-samenvatting")?.remove()
  sheet.hidden = !part || part.empty
  message.replaceChildren(...partsGone(choice), ...withdrawn(choice), head(choice), el("p", { class: "verschil-samenvatting" }, ...sentence))
  browse(sheet)
}

const keepAddress = choice => {
  const address = new URL(location.href)
  address.search = new URLSearchParams(Object.entries(choice).filter(([, value]) => value)).toString()
  // The place that the first address names is no place in what was chosen after it.
  if (shown) address.hash = ""
  history.replaceState(null, "", address)
  document.title = `${capital(textOf(choice.van))} en ${textOf(choice.naar)} vergeleken - ${base}`
}

const show = async () => {
  const mine = ++turn
  try {
    const choice = chosen()
    keepAddress(choice)
    if (shown?.choice.van !== choice.van || shown.choice.naar !== choice.naar || [choice.van, choice.naar].includes(DRAFT)) {
      sheet.setAttribute("aria-busy", "true")
      const found = await comparison(choice)
      if (mine !== turn) return
      shown = found
      fillArticles(shown.redline, choice.artikel)
    }
    draw(choice.artikel)
  } catch (error) {
    if (mine === turn) complain(error)
  } finally {
    if (mine === turn) sheet.removeAttribute("aria-busy")
  }
}

const listen = () => {
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", event => {
    delete event.target.dataset.gevraagd
    show()
  })
  find("wissel").addEventListener("click", () => {
    const [van, naar] = [fields.van.value, fields.naar.value]
    fields.van.value = naar
    fields.naar.value = van
    show()
  })
}

const start = async () => {
  find("zonder").hidden = true
  try {
    register = checked(await fetched(new URL("regime.json", root)))
  } catch (error) {
    console.error(error)
    say(el("p", {}, el("strong", {}, "De lijst van versies is nu niet te lezen."), " Controleer de verbinding met het netwerk, en probeer het dan opnieuw."), again())
    return
  }
  day = today(register)
  fillVersions()
  choose()
  form.hidden = false
  await show()
  const wanted = location.hash && document.getElementById(location.hash.slice(1))
  if (wanted) {
    wanted.closest("details")?.setAttribute("open", "")
    wanted.scrollIntoView()
  }
}

listen()
start()
