// SPDX-License-Identifier: Apache-2.0
// Text that can't be read since something cuts it off, runs out of the window or lies on another text:
// what happens to a page whose text is larger or wider than it was drawn for.

/** Runs in the page. Ellipses and what only screen readers read are meant to be short. */
function find() {
  const lost = [];
  const drawn = [];
  const cuts = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
  const isMeant = (node, style) =>
    style.textOverflow === 'ellipsis' || node.matches('.visually-hidden') || style.clipPath !== 'none';
  const name = (node, text) => `${node.tagName.toLowerCase()}.${node.className}: ${text.trim().slice(0, 40)}`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    if (text.data.trim() === '' || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    let isFree = true;
    let scrolls = false;
    let bar = null;
    for (let node = parent; node !== null && isFree; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (isMeant(node, style)) isFree = false;
      if (/fixed|sticky/.test(style.position)) bar = node.getBoundingClientRect();
      if (/auto|scroll/.test(style.overflowX)) scrolls = true;
      if (node === document.body || !isFree || !cuts(style)) continue;
      const frame = node.getBoundingClientRect();
      const outside = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (outside > 2) lost.push(`cut off: ${name(parent, text.data)}`);
    }
    if (!isFree) continue;
    const { left, right } = bar ?? { left: 0, right: document.documentElement.clientWidth };
    if (!scrolls && (box.left < left - 1 || box.right > right + 1)) lost.push(`outside: ${name(parent, text.data)}`);
    // What lies under a bar can be scrolled out.
    if (bar === null) for (const line of range.getClientRects()) drawn.push({ line, parent, text: text.data });
  }
  for (const [index, one] of drawn.entries()) {
    for (const other of drawn.slice(index + 1)) {
      if (one.parent === other.parent) continue;
      const across = Math.min(one.line.right, other.line.right) - Math.max(one.line.left, other.line.left);
      const down = Math.min(one.line.bottom, other.line.bottom) - Math.max(one.line.top, other.line.top);
      // Lines of text share some of their leading.
      if (across > 3 && down > Math.min(one.line.height, other.line.height) * 0.4) {
        lost.push(`on each other: ${name(one.parent, one.text)} | ${name(other.parent, other.text)}`);
      }
    }
  }
  return [...new Set(lost)];
}

export const textLost = (page) => page.evaluate(find);
