/* A redline as HTML: <ins> and <del>, and in words what happened, so that no colour is needed. The twin of redline/html.py. */
import { IN, Line, OUT, TOLD } from "./changes.js"
import { isWhole } from "./links.js"
import { escape, isBlank, stripped } from "./markup.js"
import { factName } from "./fact-names.js"
import { about, heading, kindsSaid, partName } from "./named.js"

const SPOT = "verschil-plek"
const SAFE = ["http:", "https:", "mailto:", "tel:", "/"]
const HEADINGS = new Set(["h3", "h4", "h5", "h6"])

/* All changes as HTML for within <main>, below a heading of the first rank. `addressOf` gives the address of a place in a version:
   it takes the name of the version and the address below its folder. */
export const fragment = (redline, addressOf) => new Writer(redline, addressOf).all().join("\n")

const lineOf = (pieces, links) => {
  let found = ""
  let fresh = true
  for (const [link, group] of byLink(pieces)) {
    let inner = ""
    for (const [op, stretch] of grouped(group, piece => piece.op)) {
      const text = stretch.map(textOf).join("")
      if (op === OUT || op === IN) {
        const tag = op === OUT ? "del" : "ins"
        inner += `<${tag}${fresh ? ` class="${SPOT}"` : ""}>${text}</${tag}>`
        fresh = false
      } else if (op === TOLD) {
        inner += ` <span class="verschil-label${fresh ? ` ${SPOT}` : ""}">${text}</span>`
        fresh = false
      } else {
        inner += text
        fresh ||= stretch.some(piece => !isBlank(piece.text))
      }
    }
    const href = link ? links(link) : ""
    found += href ? `<a href="${escape(href)}">${inner}</a>` : inner
  }
  return found
}

/* The items in stretches of one key, each with its key. */
const grouped = (items, keyOf) => {
  const groups = []
  for (const item of items) {
    if (groups.length && groups.at(-1)[0] === keyOf(item)) groups.at(-1)[1].push(item)
    else groups.push([keyOf(item), [item]])
  }
  return groups
}

/* The pieces of one link together. One that went has a link only within what is still there. */
const byLink = pieces => grouped(pieces, piece => piece.link).map(([link, group]) => [group.some(piece => piece.op !== OUT) ? link : "", group])

const textOf = piece => {
  const text = escape(piece.text).replaceAll("\n", "<br>")
  return piece.names.reduceRight((inner, name) => (name === "img" ? inner : `<${name}>${inner}</${name}>`), text)
}

/* Whether a link leads to a page, a mail address or a telephone. */
const isSafe = link => {
  const small = stripped(link).toLowerCase()
  return !isWhole(small) || SAFE.some(begin => small.startsWith(begin))
}

class Writer {
  constructor(redline, addressOf) {
    Object.assign(this, { redline, addressOf })
  }

  all() {
    const { redline } = this
    const found = [`<p class="verschil-samenvatting">${escape(redline.summary)}</p>`]
    if (redline.facts.length) {
      found.push('<section class="verschil-gegevens">\n<h2>Gegevens</h2>\n<ul>')
      for (const fact of redline.facts) found.push(`<li class="${SPOT}">${escape(factName(fact.name))}: ${valuesOf(fact.old, fact.new)}${this.where(fact.articles)}</li>`)
      found.push("</ul>\n</section>")
    }
    const told = new Set()
    for (const choice of redline.switches) {
      const changes = redline.changes.filter(one => one.switches.includes(choice.name) && !told.has(one.id))
      for (const one of changes) told.add(one.id)
      // A browser opens it for who follows a link to an article within.
      found.push(`<details class="verschil-keuze ${SPOT}">\n<summary>${escape(factName(choice.name))}: ${valuesOf(choice.old, choice.new)}</summary>`)
      for (const change of changes) found.push(...this.article(change, "h3"))
      found.push("</details>")
    }
    const left = redline.changes.filter(one => !told.has(one.id))
    for (const change of left) if (change.counted !== "gegeven") found.push(...this.article(change, "h2"))
    found.push(...this.withOtherFacts(left.filter(change => change.counted === "gegeven")))
    return found
  }

  /* Articles that say the same with another value, which was told above: folded, but for one alone. */
  withOtherFacts(changes) {
    if (!changes.length) return []
    return [
      `<details class="verschil-zelfde"${changes.length === 1 ? " open" : ""}>\n<summary>Alleen een ander gegeven: ${changes.length}</summary>`,
      ...changes.flatMap(change => this.article(change, "h3")),
      "</details>",
    ]
  }

  where(ids) {
    const changes = new Map(this.redline.changes.map(one => [one.id, one]))
    const links = ids.filter(id => changes.has(id)).map(id => `<a href="#${escape(id)}">artikel ${escape(changes.get(id).article.number)}</a>`)
    return links.length ? ` (in ${links.join(", ")})` : ""
  }

  article(change, tag) {
    // Without parts it is itself the place to go to.
    const within = change.old && change.new && change.parts.some(part => part.how !== "gelijk")
    const version = change.new ? this.redline.new : this.redline.old
    const href = this.addressOf(version, change.article.address)
    const label = `<span class="verschil-label">${escape(kindsSaid(change))}</span>`
    const title = lineOf(change.title.pieces, () => "")
    return [
      `<section id="${escape(change.id)}" class="verschil-artikel${within ? "" : ` ${SPOT}`}" data-soort="${change.said.join(" ")}">`,
      `<${tag}>${label} <a href="${escape(href)}">${heading(escape(change.article.number))}</a> ${title}</${tag}>`,
      ...about(change).map(sentence => `<p class="verschil-over">${escape(sentence)}</p>`),
      ...change.parts.flatMap(part => this.part(part)),
      "</section>",
    ]
  }

  part(part) {
    const alike = part.how === "gelijk" ? " verschil-gelijk" : ""
    const spot = part.labels.length || ["nieuw", "vervallen", "verplaatst"].includes(part.how) ? ` ${SPOT}` : ""
    const name = part.title ? lineOf(part.title.pieces, () => "") : escape(partName(part))
    const labels = part.labels.map(label => ` <span class="verschil-label">${escape(label)}</span>`).join("")
    return [
      `<div class="verschil-deel${alike}${spot}" data-deel="${escape(part.part.kind)}" data-soort="${part.how}">`,
      ...(name || labels ? [`<p class="verschil-naam">${name}${labels}</p>`] : []),
      part.blocks.map(block => this.block(block)).join(""),
      "</div>",
    ]
  }

  block(block) {
    if (block instanceof Line) return lineOf(block.pieces, link => this.link(link))
    const label = block.label ? `<span class="verschil-label">${escape(block.label)}</span> ` : ""
    const attributes = block.attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("")
    const spot = block.label && !["table", "tr", "hr"].includes(block.tag) ? ` class="${SPOT}"` : ""
    return elementOf(block, `${attributes}${spot}`, label, block.children.map(child => this.block(child)).join(""))
  }

  link(link) {
    if (!isSafe(link)) return ""
    return isWhole(link) ? link : this.addressOf(this.redline.new, link)
  }
}

/* The block as an element in which its label may stand. */
const elementOf = ({ tag, children }, attributes, label, inner) => {
  if (["ul", "ol", "dl", "table", "hr"].includes(tag)) return (label ? `<p>${label}</p>` : "") + (tag === "hr" ? "<hr>" : `<${tag}${attributes}>${inner}</${tag}>`)
  if (tag === "tr" && label && children.length) {
    // Within the first cell: no text stands between cells.
    const start = inner.indexOf(">") + 1
    return `<tr>${inner.slice(0, start)}${label}${inner.slice(start)}</tr>`
  }
  if (HEADINGS.has(tag)) return `<p${attributes}><strong>${label}${inner}</strong></p>`
  return `<${tag}${attributes}>${label}${inner}</${tag}>`
}

const valuesOf = (old, now) => {
  const [went, came] = [old && `<del>${escape(old)}</del>`, now && `<ins>${escape(now)}</ins>`]
  return `was ${went || "leeg"}, is ${came || "leeg"}`
}
