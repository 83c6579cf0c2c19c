/* Reads the clean HTML of a part as a tree of blocks, with running text in its leaves. The twin of redline/markup.py. */
import { cut, LINE_BREAK, PLAIN } from "./tokens.js"

const BLOCKS = new Set("p ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote aside pre hr h3 h4 h5 h6 figure figcaption".split(" "))
const INLINE = new Set("a strong em b i code kbd samp abbr sup sub s del ins mark q cite small time".split(" "))
const SAME = { b: "strong", i: "em", ins: "u", del: "s" }

const TAG = /<(\/?)([a-z0-9]+)([^>]*)>/g
const ATTRIBUTE = /([a-z]+)="([^"]*)"/g
const HREF = /href="([^"]*)"/g
const ENTITIES = [["&lt;", "<"], ["&gt;", ">"], ["&quot;", '"'], ["&#x27;", "'"], ["&#39;", "'"], ["&amp;", "&"]]
/* What is space to Python: JavaScript draws the line elsewhere. */
const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"
const SPACES = new RegExp(`${SPACE}+`)
const BLANK = new RegExp(`^${SPACE}*$`)
const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g")

export const isBlank = text => BLANK.test(text)
export const stripped = text => text.replace(AROUND, "")

/* The plain text of clean HTML, as archive/clean_html.py has it. */
export const said = html => {
  const plain = html.replace(TAG, (_, close, tag) => (BLOCKS.has(tag) || tag === "br" ? " " : ""))
  return unescape(plain).split(SPACES).filter(Boolean).join(" ").normalize("NFC")
}

export const isLeaf = node => node.tag === "#"

/* How often each key is there. */
export const count = keys => {
  const found = new Map()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return found
}

/* All bags in one. */
export const together = bags => {
  const found = new Map()
  for (const bag of bags) for (const [key, number] of bag) found.set(key, (found.get(key) ?? 0) + number)
  return found
}

/* Running text. Two leaves with the same key read, look and lead alike. */
export class Leaf {
  tag = "#"

  constructor(tokens) {
    this.tokens = tokens
  }

  get key() {
    // No token holds a line end.
    this.keyMade ??= this.tokens.map(token => `${token.key}\n${token.forms}`).join("\n")
    return this.keyMade
  }

  get bag() {
    this.bagMade ??= count(this.tokens.filter(token => token.weight > 1).map(token => token.key))
    return this.bagMade
  }
}

/* An element that is a block; `attributes` is a Map. */
export class Block {
  constructor(tag, attributes, children) {
    this.tag = tag
    this.attributes = attributes
    this.children = children
  }

  get key() {
    this.keyMade ??= JSON.stringify([this.tag, ...sortedByName(this.attributes), ...this.children.map(child => child.key)])
    return this.keyMade
  }

  get bag() {
    this.bagMade ??= together(this.children.map(child => child.bag))
    return this.bagMade
  }
}

export const sortedByName = attributes => [...attributes].sort(([one], [other]) => (one < other ? -1 : 1))

/* The text behind the entities that clean_html writes. */
const unescape = text => (text.includes("&") ? ENTITIES.reduce((found, [entity, sign]) => found.replaceAll(entity, sign), text) : text)

/* The text as HTML, also within an attribute between double quotes. */
export const escape = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/* The blocks of a part; running text outside a block is a leaf among them. `canon` is what two texts have in common of a link. */
export const parse = (html, canon) => new Parser(canon).parse(html)

/* The HTML with links as `canon` says them: what is the same then, is the same text. */
export const leading = (html, canon) => html.replace(HREF, (_, link) => `href="${canon(unescape(link))}"`)

/* Plain text, such as a title. */
export const line = text => new Leaf(cut([{ text, form: PLAIN }]))

/* All tokens, in the order in which they are read. */
export const plain = nodes => nodes.flatMap(node => (isLeaf(node) ? node.tokens : plain(node.children)))

class Parser {
  constructor(canon) {
    this.canon = canon
    this.open = [{ tag: "", attributes: new Map(), children: [] }]
    this.inline = []
    this.runs = []
  }

  parse(html) {
    let at = 0
    for (const match of html.matchAll(TAG)) {
      this.text(html.slice(at, match.index))
      at = match.index + match[0].length
      const [, close, tag, rest] = match
      const attributes = new Map([...rest.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, unescape(value)]))
      if (BLOCKS.has(tag)) this.block(tag, attributes, Boolean(close))
      else if (INLINE.has(tag)) this.within(tag, attributes, Boolean(close))
      else if (tag === "br") this.runs.push({ text: LINE_BREAK, form: this.form })
      else if (tag === "img") this.picture(attributes)
    }
    this.text(html.slice(at))
    while (this.open.length > 1) this.close()
    this.flush()
    return this.open[0].children
  }

  get form() {
    return this.inline.at(-1)?.form ?? PLAIN
  }

  text(escaped) {
    if (escaped) this.runs.push({ text: unescape(escaped), form: this.form })
  }

  picture(attributes) {
    const alt = (attributes.get("alt") ?? "").split(SPACES).filter(Boolean).join(" ")
    const source = attributes.get("src") ?? ""
    const { names, target } = this.form
    const form = { names: [...names, "img"], link: source, target: `${target} ${this.canon(source)}` }
    this.runs.push({ text: " ", form: PLAIN }, { text: alt ? `[afbeelding: ${alt}]` : "[afbeelding]", form }, { text: " ", form: PLAIN })
  }

  within(tag, attributes, close) {
    if (close) {
      if (this.inline.some(one => one.tag === tag)) while (this.inline.pop().tag !== tag);
      return
    }
    const { names, link, target } = this.form
    if (tag === "a") {
      const href = attributes.get("href") ?? ""
      this.inline.push({ tag, form: { names, link: href, target: this.canon(href) } })
    } else {
      this.inline.push({ tag, form: { names: [...new Set([...names, SAME[tag] ?? tag])].sort(), link, target } })
    }
  }

  block(tag, attributes, close) {
    if (!close) {
      this.flush()
      this.open.push({ tag, attributes, children: [] })
      if (tag === "hr") this.close()
    } else if (this.open.some(one => one.tag === tag)) {
      while (this.close() !== tag);
    }
  }

  close() {
    this.flush()
    const { tag, attributes, children } = this.open.pop()
    this.open.at(-1).children.push(new Block(tag, attributes, children))
    return tag
  }

  /* Ends the running text that was gathered. */
  flush() {
    const tokens = cut(this.runs, this.open.some(one => one.tag === "pre"))
    this.runs = []
    if (tokens.length) this.open.at(-1).children.push(new Leaf(tokens))
  }
}
