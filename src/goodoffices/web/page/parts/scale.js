import { numeral, useState, useRef, useEffect } from "../html.js";

// From numbers to places, with zero in sight and some room; and where to write numbers.
export function scale(values, from, to, apart = 80) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = 0.09 * (high - low) || 1;
  const [least, most] = [low - room, high + room];
  const rough = (most - least) / Math.max(2, Math.abs(to - from) / apart);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough);
  const ticks = [];
  for (let k = Math.ceil(least / step); k * step <= most; k++) ticks.push(k * step);
  return { to: (x) => from + ((x - least) / (most - least)) * (to - from), ticks };
}

export const short = (t) => numeral(String(Number(t.toPrecision(6)))).replace("-", "−");

// How wide the place of a picture is: [what its frame is told, the width].
export function useWidth() {
  const frame = useRef(null);
  const [width, setWidth] = useState(520);
  useEffect(() => {
    const seen = new ResizeObserver(([{ contentRect }]) => contentRect.width > 50 && setWidth(Math.floor(contentRect.width)));
    seen.observe(frame.current);
    return () => seen.disconnect();
  }, []);
  return [frame, width];
}
