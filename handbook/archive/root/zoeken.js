/* Searches the texts of all versions: the page /zoeken/. Here is what the page does; what is found and shown is told by zoeken/. */
import { clean, read } from "./zoeken/vraag.js"
import { byNumber, load } from "./zoeken/teksten.js"
import { EXACT, OTHER, find } from "./zoeken/vinden.js"
import { passages, titled } from "./zoeken/zinnen.js"
import { Times, joined, rows } from "./zoeken/perioden.js"

  // Here come the lines of versies.js: see archive/root_pages.py.

const { isDay, longDate, title, today, fetched, checked, inForce, statusOf, standingsOf, standingWords, el } = handboekVersies

const root = new URL("..", import.meta.url)
const FEW = 25
const SLOW = 800

const part = name => document.querySelector(`[data-${name}]`)
const form = part("vraag")
const { q, wanneer, op, tot, artikel } = form.elements
const message = part("melding")
const sheet = part("antwoord")
const base = document.title

const quoted = text => `‘${text}’`
const capital = words => words[0].toUpperCase() + words.slice(1)
const listed = words => words.join(", ").replace(/, (?=[^,]*$)/, " en ")
const many = (number, one, more) => (number === 1 ? `1 ${one}` : `${number} ${more}`)
// As the pages with a redline have them: on paper such a link prints no address behind it.
const addressIn = (version, address) => `../${version}/${address}`

// What there is

let known = null
/* The articles, once they are there. */
let articles = null
const start = () => {
  const coming = known ?? (async () => {
    // All at once: nothing waits for the network twice.
    const asking = fetched(new URL("regime.json", root)).then(checked)
    // Where the texts cannot be had either, that is told.
    asking.catch(() => {})
    const found = await load(new URL("zoeken/", root), asking.then(({ versies }) => versies.map(version => version.versie).reverse()), fetched)
    const register = await asking
    const versions = [...register.versies].reverse()
    const times = new Times(versions, today(register), { inForce, statusOf, standingsOf, standingWords })
    articles = found.articles
    fillArticles(times)
    return { ...found, versions, times }
  })()
  known = coming
  coming.catch(() => { known = null })
  return coming
}

const option = ({ ids, last }) => el("option", { value: ids.at(-1) }, `${last.number} ${last.title}`)

/* A choice that an address named before stays. */
const fillArticles = times => {
  const now = times.versions.indexOf(times.current)
  const gone = articles.filter(article => now >= 0 && !article.runs.some(run => run.to >= now))
  const chosen = artikel.value
  const others = articles.filter(article => !gone.includes(article)).map(option)
  artikel.replaceChildren(artikel.options[0], ...others, ...(gone.length ? [el("optgroup", { label: "Vervallen artikelen" }, ...gone.map(option))] : []))
  choose(chosen)
}

const choose = id => {
  const value = articles?.find(article => article.ids.includes(id))?.ids.at(-1) ?? id
  artikel.value = value
  if (artikel.value === value) return
  artikel.append(el("option", { value }, articles ? `${value.slice(0, 40)} (onbekend)` : value.slice(0, 40)))
  artikel.value = value
}

// The question: what the fields say, and the address

const asked = () => ({
  text: clean(q.value),
  op: wanneer.value === "nu" ? "nu" : wanneer.value ? op.value : "",
  tot: wanneer.value === "periode" ? tot.value : "",
  artikel: artikel.value,
})

const showFields = () => {
  part("dag").hidden = !["dag", "periode"].includes(wanneer.value)
  part("tot").hidden = wanneer.value !== "periode"
  part("op").textContent = wanneer.value === "periode" ? "Van" : "Op"
}

const fromAddress = () => {
  const given = new URLSearchParams(location.search)
  const day = given.get("op") ?? ""
  q.value = clean(given.get("q") ?? "")
  wanneer.value = day === "nu" ? "nu" : !day ? "" : given.get("tot") ? "periode" : "dag"
  op.value = isDay(day) ? day : ""
  tot.value = isDay(given.get("tot")) ? given.get("tot") : ""
  choose(given.get("artikel") ?? "")
  showFields()
  if (wanneer.value || artikel.value) part("keuze").open = true
  return day && day !== "nu" && !isDay(day) ? day : given.get("tot") && !isDay(given.get("tot")) ? given.get("tot") : ""
}

const toAddress = question => {
  const address = new URL(location.href)
  const pairs = [["q", question.text], ["op", question.op], ["tot", question.tot], ["artikel", question.artikel]]
  address.search = new URLSearchParams(pairs.filter(([, value]) => value)).toString()
  address.hash = ""
  if (address.href !== location.href) history.pushState(null, "", address)
}

// What the answers say of versions

const link = (version, address, words, about) => el("a", { href: addressIn(version.versie, address), "aria-label": about }, words)

/* The way to the article in its dated text: the one, two, or the first and the last, with the others folded. */
const dated = ({ versions }, group) => {
  const at = index => {
    const { run } = group.hits.find(hit => hit.run.from <= index && index <= hit.run.to)
    const day = title(versions[index].versie)
    return link(versions[index], run.address, day, `Artikel ${run.number} in de tekst van ${day}`)
  }
  const { from, to } = group
  if (from === to) return [el("p", { class: "zoek-tekst" }, "In de tekst van ", at(from), ".")]
  const ends = [at(from), to === from + 1 ? " en " : " tot en met ", at(to)]
  if (to - from < 3) return [el("p", { class: "zoek-tekst" }, "In de teksten van ", ...(to - from === 2 ? [ends[0], ", ", at(from + 1), " en ", ends[2]] : ends), ".")]
  // Two hundred links of which nobody may look at one: made when they are asked for.
  const inner = el("ul", {})
  const folded = el("details", { class: "zoek-alle" }, el("summary", {}, `De ${to - from - 1} teksten daartussen`), inner)
  folded.addEventListener("toggle", () => inner.append(...Array.from({ length: to - from - 1 }, (_, n) => el("li", {}, at(from + 1 + n)))), { once: true })
  return [el("p", { class: "zoek-tekst" }, `In ${to - from + 1} teksten, van `, ...ends, "."), folded]
}

/* Where a row of versions ends and the article says something else: what changed there. Nothing can be said of a text that cannot be read. */
const changes = ({ versions, unread }, group, next) => {
  const step = (older, newer, hit) => {
    if (older < 0 || newer >= versions.length || unread.has(versions[older].versie) || unread.has(versions[newer].versie)) return []
    const [van, naar] = [versions[older].versie, versions[newer].versie]
    const address = new URLSearchParams({ van, naar, artikel: hit.run.id })
    const words = `Wat er veranderde met de tekst van ${title(naar)}`
    return [el("a", { href: `../vergelijk/?${address}`, "aria-label": `${words}, artikel ${hit.run.number}` }, words)]
  }
  // What the next answer begins with, it tells itself.
  const end = next?.from === group.to + 1 ? [] : step(group.to, group.to + 1, group.hits.at(-1))
  const both = [...step(group.from - 1, group.from, group.hits[0]), ...end]
  return both.length ? [el("p", { class: "zoek-wijziging" }, ...both.flatMap((one, at) => (at ? [" ", one] : [one])))] : []
}

// One answer

const KINDS = { toelichting: "Toelichting", voorbeeld: "Voorbeeld", tabel: "Tabel", kop: "Kop" }

const placeOf = part => (part.kind === "lid" && part.number ? `Lid ${part.number}` : part.title || KINDS[part.kind] || "Artikel")

const marked = list => list.map(([words, found]) => (found ? el("mark", {}, words) : words))

/* What a hit shows, as nodes; and the same as one text, by which hits are the same. */
const shown = hit => {
  const { shown: found, more } = passages(hit)
  const name = titled(hit)
  const titles = name.some(([, one]) => one) ? [{ place: "In de titel", pieces: name }] : []
  const all = [...titles, ...found.map(({ part, pieces }) => ({ part, place: placeOf(part), pieces }))]
  const said = JSON.stringify([more, ...all.map(({ place, pieces }) => [place, pieces])])
  return { ...hit, all, more, said }
}

const sentence = (version, run, { part, place, pieces }) => {
  const [page] = run.address.split("#")
  const anchor = part && (part.place.startsWith("#") ? part.place : `#${run.id}${part.place}`)
  const where = part ? link(version, `${page}${anchor}`, place, `${place} van artikel ${run.number} in de tekst van ${title(version.versie)}`) : place
  return el("li", {}, el("span", { class: "zoek-plek" }, where), pieces.length ? ": " : "", ...marked(pieces))
}

const named = run => `Artikel ${run.number}, ${run.title}`

/* Under which numbers and titles an article stood here, where that is not what is above it. */
const names = ({ versions }, group, heading) => {
  const found = []
  for (const { run } of group.hits) if (found.at(-1)?.name !== named(run)) found.push({ name: named(run), from: run.from })
  if (found.length === 1) return found[0].name === heading ? [] : [el("p", { class: "zoek-naam" }, `Toen: ${found[0].name}.`)]
  const said = found.map(({ name, from }, at) => (at ? `vanaf de tekst van ${title(versions[from].versie)} ${name}` : `eerst ${name}`))
  return [el("p", { class: "zoek-naam" }, `${capital(said.join("; "))}.`)]
}

const answer = (all, group, next, heading) => {
  const [words, look] = all.times.state(group)
  const newest = group.hits.at(-1)
  const version = all.versions[group.to]
  return el("section", { class: "zoek-stond", "data-staat": look },
    el("p", { class: "zoek-tijd" }, el("span", { class: `reg-merk reg-${look}` }, words), " ", all.times.sentence(group)),
    ...names(all, group, heading),
    el("ul", { class: "zoek-zinnen" }, ...newest.all.map(one => sentence(version, newest.run, one))),
    ...(newest.more ? [el("p", { class: "zoek-meer" }, `En op nog ${many(newest.more, "plaats", "plaatsen")} in dit artikel.`)] : []),
    ...dated(all, group),
    ...changes(all, group, next))
}

const block = all => ({ article, groups }) => {
  const heading = named(article.last)
  return el("section", { class: "zoek-artikel", "data-artikel": article.ids.at(-1) },
    el("h3", {}, heading), ...groups.map((group, at) => answer(all, group, groups[at + 1], heading)).reverse())
}

// All answers

/* The kinds of text that are the rule itself; a title is too. What stands in a box around it comes behind. */
const RULE = ["lid", "tekst", "tabel", "kop", undefined]

/* The articles with what was found in them, by what holds now, what is to come and what is past; of those whose rule says it first. */
const ordered = (all, found, how, kept) => {
  const rank = groups => Math.min(...groups.map(group => ["geldend", "toekomstig"].indexOf(all.times.state(group)[1])).map(at => (at < 0 ? 2 : at)))
  const beside = groups => (groups.at(-1).hits.at(-1).spots.some(({ part }) => RULE.includes(part?.kind)) ? 0 : 1)
  return found
    .map(({ article, hits }) => ({ article, groups: joined(hits.filter(hit => hit.how === how).map(shown)).filter(group => all.times.of(group).some(kept)) }))
    .filter(({ groups }) => groups.length)
    .map(one => ({ ...one, rank: rank(one.groups), beside: beside(one.groups) }))
    .sort((one, other) => one.rank - other.rank || one.beside - other.beside || byNumber(one.article.last.number, other.article.last.number))
}

const list = (all, found) => {
  const box = el("div", {}, ...found.slice(0, FEW).map(block(all)))
  const rest = found.slice(FEW)
  if (!rest.length) return [box]
  const button = el("button", { type: "button" }, `Toon nog ${many(rest.length, "artikel", "artikelen")}`)
  button.addEventListener("click", () => {
    const added = rest.map(block(all))
    box.append(...added)
    button.remove()
    const first = added[0].querySelector("h3")
    first.tabIndex = -1
    first.focus()
  })
  return [box, button]
}

/* Other forms and longer words, apart: who asks for a word asks for the word. */
const others = (all, found, question, alone) => {
  if (!found.length) return []
  const marks = new Set(found.flatMap(({ groups }) => groups.flatMap(group => group.hits.flatMap(hit => hit.all.flatMap(one => one.pieces.filter(([, mark]) => mark).map(([words]) => words.toLowerCase()))))))
  const typed = new Set(question.wanted.flatMap(term => term.words))
  const words = [...marks].filter(word => !typed.has(word)).sort((a, b) => a.localeCompare(b, "nl"))
  const said = words.length ? `: ${words.length > 8 ? `${words.slice(0, 8).map(quoted).join(", ")} en andere` : listed(words.map(quoted))}` : ""
  const count = `${many(found.length, "artikel", "artikelen")}${said}`
  return [el("section", { class: "zoek-deel", "data-deel": "anders" }, el("h2", {}, "In een andere vorm of een langer woord"),
    el("details", alone ? { open: "" } : {}, el("summary", {}, count), ...list(all, found)))]
}

const exact = (all, found) => (found.length ? [el("section", { class: "zoek-deel", "data-deel": "precies" }, el("h2", {}, "Precies zoals gevraagd"), ...list(all, found))] : [])

/* What gave up its words, and so cannot be found. */
const lost = ({ versions, unread }) => {
  const lines = versions.flatMap(version => {
    const day = title(version.versie)
    if (version.weg) return [`De tekst van ${day}: op ${longDate(version.weg.datum)} van de website gehaald, op besluit van ${version.weg.door}.`]
    if (unread.has(version.versie)) return [`De tekst van ${day}: niet te lezen.`]
    const what = one => (one.wat === "artikel" ? `Artikel ${one.nummer ?? ""}` : `De pagina ${one.plek || "Begin"}`)
    return version.delen.map(one => `${what(one)} in de tekst van ${day}: op ${longDate(one.datum)} van de website gehaald, op besluit van ${one.door}.`)
  })
  return lines.length ? [el("section", { class: "zoek-deel", "data-deel": "weg" }, el("h2", {}, "Niet doorzocht"), el("ul", {}, ...lines.map(line => el("li", {}, line))))] : []
}

// What is said above them

const termWords = ({ wanted, unwanted }) => {
  const said = term => quoted(term.shown)
  return `${listed(wanted.map(said))}${unwanted.length ? `, zonder ${listed(unwanted.map(said))}` : ""}`
}

const span = ({ versions }, [from, to]) => (from === to ? title(versions[from].versie) : `${title(versions[from].versie)} tot en met ${title(versions[to].versie)}`)

/* The versions that were looked through. */
const readable = (all, kept) => all.versions.filter(version => !all.unread.has(version.versie) && kept(version))

const share = (some, whole) => {
  if (some < whole) return `${some} van de ${many(whole, "versie", "versies")}`
  return whole === 1 ? "de enige versie" : whole === 2 ? "beide versies" : `alle ${whole} versies`
}

/* Which versions hold it, by rows of neighbours; of the chosen versions alone. */
const held = (all, found, kept) => {
  const within = found.flatMap(({ groups }) => groups.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n)))
  const numbers = new Set(within.filter(number => kept(all.versions[number])))
  return { count: share(numbers.size, readable(all, kept).length), rows: rows(numbers).map(row => span(all, row)), one: numbers.size === 1 }
}

const searched = (all, kept) => {
  const read = readable(all, kept)
  if (!read.length) return "Er is geen versie om in te zoeken."
  return `Gezocht in ${many(read.length, "versie", "versies")}${read.length > 1 ? `, van de tekst van ${title(read[0].versie)} tot en met die van ${title(read.at(-1).versie)}` : `: de tekst van ${title(read[0].versie)}`}.`
}

/* Of words that stand together nowhere: how many articles hold each. */
const apart = (all, question, within) => question.wanted.map(term => {
  const count = find(within, { wanted: [term], unwanted: [] }, all.words).filter(({ hits }) => hits.some(hit => hit.how === EXACT)).length
  return count ? `${quoted(term.shown)} staat in ${many(count, "artikel", "artikelen")}.` : `${quoted(term.shown)} staat in geen enkele versie.`
})

const limits = ({ op, tot, artikel: id }, all) => {
  const said = []
  if (op === "nu") said.push(all.times.current ? `in wat nu geldt (de tekst van ${title(all.times.current.versie)})` : "in wat nu geldt (er geldt nu geen tekst)")
  else if (op && tot) said.push(`in wat gold van ${longDate(op)} tot en met ${longDate(tot)}`)
  else if (op) said.push(`in wat gold op ${longDate(op)}`)
  if (id) said.push(`in artikel ${artikel.selectedOptions[0]?.textContent ?? id}`)
  return said.length ? ` Er is alleen gekeken ${listed(said)}.` : ""
}

const heading = (all, question, choice, kept, precise, other, within) => {
  const words = termWords(question)
  const limit = limits(choice, all)
  if (precise.length) {
    const { count, rows, one } = held(all, precise, kept)
    const together = question.wanted.length > 1 ? "staan samen" : "staat"
    return [el("p", { class: "zoek-uitkomst" }, el("strong", {}, `${words} ${together} in ${many(precise.length, "artikel", "artikelen")}, in ${count}${choice.op && choice.op !== "nu" ? " van die tijd" : ""}.`)),
      el("p", {}, `${one ? "In de tekst van" : "In de teksten van"} ${rows.join("; ")}.${limit}`)]
  }
  const none = question.wanted.length > 1 ? `${words}: in geen enkel artikel staat dat samen.` : `${words} staat in geen enkele versie.`
  const narrow = limit ? `${words} staat hier niet.` : none
  const more = question.wanted.length > 1 && !limit ? ` ${apart(all, question, within).join(" ")}` : ""
  const forms = other.length ? " Een andere vorm of een langer woord is wel gevonden." : ""
  return [el("p", { class: "zoek-uitkomst" }, el("strong", {}, narrow), forms), el("p", {}, `${searched(all, kept)}${limit}${more}`)]
}

// Asking

const say = (...parts) => {
  message.replaceChildren(...parts)
  sheet.replaceChildren()
}

const failed = error => {
  console.error(error)
  const button = el("button", { type: "button" }, "Probeer het opnieuw")
  button.addEventListener("click", () => show())
  say(el("p", {}, el("strong", {}, "De teksten zijn nu niet te lezen."), " Controleer de verbinding met het netwerk, en probeer het dan opnieuw."), el("p", {}, button))
}

/* Whether a version counts, by the days that were chosen. */
const counts = (all, { op, tot }) => {
  if (!op) return () => true
  if (op === "nu") return version => version === all.times.current
  const some = all.times.applied(op, tot || op)
  return version => some.has(version)
}

const present = (all, choice) => {
  const question = read(choice.text)
  document.title = `${choice.text} - ${base}`
  if (!question.wanted.length) {
    say(el("p", {}, el("strong", {}, question.unwanted.length ? "Er staat alleen wat er niet in mag." : "Hier staat geen woord in."), " Typ ook een woord dat er wel in moet staan."))
    return
  }
  const within = choice.artikel ? all.articles.filter(article => article.ids.includes(choice.artikel)) : all.articles
  if (!within.length && choice.artikel) {
    say(el("p", {}, el("strong", {}, `${quoted(choice.artikel.slice(0, 40))} is geen artikel van dit handboek.`), " Kies hierboven een ander artikel, of alle artikelen."))
    return
  }
  const found = find(within, question, all.words)
  const kept = counts(all, choice)
  const [precise, other] = [EXACT, OTHER].map(how => ordered(all, found, how, kept))
  message.replaceChildren(...heading(all, question, choice, kept, precise, other, within))
  sheet.replaceChildren(...exact(all, precise), ...others(all, other, question, !precise.length), ...lost(all),
    el("p", { class: "zoek-stand" }, `Gezocht op ${longDate(all.times.day)} in het archief van dit handboek. ${searched(all, kept)}`))
}

let turn = 0

const show = async (wrong = "") => {
  const mine = ++turn
  const choice = asked()
  if (wrong) {
    say(el("p", {}, el("strong", {}, `${quoted(wrong.slice(0, 40))} is geen dag.`), " Kies hierboven een dag, of schrijf jaar, maand en dag, zoals 2027-03-14."))
    return
  }
  if (["dag", "periode"].includes(wanneer.value) && !choice.op) {
    say(el("p", {}, "Kies hierboven een dag."))
    return
  }
  if (choice.op && choice.tot && choice.tot < choice.op) {
    say(el("p", {}, el("strong", {}, "De laatste dag ligt voor de eerste."), " Kies hierboven twee dagen die op elkaar volgen."))
    return
  }
  if (!choice.text) {
    say()
    document.title = base
    return
  }
  const slow = setTimeout(() => message.replaceChildren(el("p", {}, "Bezig met zoeken …")), SLOW)
  try {
    const all = await start()
    // Which article the address meant is known only now.
    if (mine === turn) present(all, { ...choice, artikel: artikel.value })
  } catch (error) {
    if (mine === turn) failed(error)
  } finally {
    clearTimeout(slow)
  }
}

const ask = () => {
  showFields()
  toAddress(asked())
  show()
}

part("zonder").hidden = true
form.hidden = false
form.addEventListener("submit", event => {
  event.preventDefault()
  ask()
})
part("keuze").addEventListener("change", ask)
// The texts are fetched when somebody is about to ask, and not before.
for (const use of ["focusin", "pointerenter"]) form.addEventListener(use, () => start().catch(() => {}), { once: true })
addEventListener("popstate", () => show(fromAddress()))
addEventListener("beforeprint", () => {
  for (const folded of sheet.querySelectorAll("[data-deel] > details")) folded.open = true
})
show(fromAddress())
