/* A mail address stays on one line; one that is longer than its column ends that line behind the @ or a full stop, and nowhere else.
   Without this file it breaks where it must. */
(() => {
  "use strict"
  const mails = new Set()
  const whole = (tag, ...parts) => {
    const element = document.createElement(tag)
    element.append(...parts)
    return element
  }
  const ways = found => {
    for (const mail of found) {
      if (mails.has(mail) || !mail.textContent.includes("@") || mail.children.length) continue
      mails.add(mail)
      mail.replaceChildren(...mail.textContent.match(/[^@.]*[@.]|[^@.]+$/g).flatMap((part, at) => [...(at ? [whole("wbr")] : []), whole("span", part)]))
      for (const one of [mail, ...mail.querySelectorAll("span")]) one.classList.add("heel")
    }
  }
  /* What a line has room for, of the block in which the address stands, with the bracket before it and the comma behind it. */
  const room = mail => {
    let block = mail.parentElement
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
    const { paddingLeft, paddingRight, fontSize } = getComputedStyle(block)
    return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 1.5 * parseFloat(fontSize)
  }
  const fit = () => {
    const parts = [...mails].filter(mail => mail.checkVisibility()).map(mail => [mail, [mail, ...mail.querySelectorAll("span")]])
    for (const [, all] of parts) for (const one of all) one.classList.add("te-lang")
    const rooms = new Map(parts.map(([mail]) => [mail, room(mail)]))
    for (const [, all] of parts) for (const one of all) one.classList.remove("te-lang")
    const long = parts.flatMap(([mail, all]) => all.filter(one => (one === mail && mail.closest("td")) || one.offsetWidth > rooms.get(mail)))
    for (const one of long) one.classList.add("te-lang")
  }
  const text = document.querySelector("main")
  const look = () => {
    ways(text.querySelectorAll("a[href^='mailto:']"))
    fit()
  }
  look()
  let width = text.clientWidth
  new ResizeObserver(() => {
    if (text.clientWidth === width) return
    width = text.clientWidth
    fit()
  }).observe(text)
  // The contacts of now come later, in the place of those of then.
  const holds = node => node.matches?.("a[href^='mailto:'], :has(a[href^='mailto:'])")
  new MutationObserver(changes => changes.some(({ addedNodes }) => [...addedNodes].some(holds)) && look()).observe(text, { childList: true, subtree: true })
})()
