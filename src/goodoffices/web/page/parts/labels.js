const LINE = 14, LETTER = 6.6, GAP = 12;

// Where names of points stand: beside them, and none over another, nor over a point where that can be.
export function placed(named, points, width, bottom) {
  const taken = points.map(([x, y]) => ({ left: x - 7, right: x + 7, top: y - 7, low: y + 7 }));
  return named.map(({ at: [x, y], lines }) => {
    const wide = Math.max(...lines.map((line) => line.length)) * LETTER;
    const spots = [0, -1, 1, -2, 2, -3, 3, -4, 4].flatMap((k) => [1, -1].map((side) => [side, y - 2 + k * LINE]));
    const boxes = spots.map(([side, top]) => ({ side, left: side > 0 ? x + GAP : x - GAP - wide, right: side > 0 ? x + GAP + wide : x - GAP, top: top - LINE + 3, low: top + (lines.length - 1) * LINE + 3 }));
    const free = (box) => box.left > 2 && box.right < width - 2 && box.top > 0 && box.low < bottom && !taken.some((t) => t.left < box.right && t.right > box.left && t.top < box.low && t.low > box.top);
    const box = boxes.find(free) ?? boxes.find((one) => one.left > 2 && one.right < width - 2 && one.top > 0) ?? boxes[0];
    taken.push(box);
    return { lines, x: box.side > 0 ? box.left : box.right, y: box.top + LINE - 3, anchor: box.side > 0 ? "start" : "end" };
  });
}
