// SPDX-License-Identifier: Apache-2.0
// Small charts of numbers over time: bars that stand on each other, or lines with gaps. The drawing
// is for the eye alone; the same numbers are in a table below, for whoever can't see it or wants
// them exactly. Nothing is written inside the drawing, so it is turned round in Arabic.
import { useId, type ReactNode } from 'react';
import { countText } from '../format/text';
import { t } from '../texts';

export interface Series {
  name: string;
  /** Which colour: `one`, `good`, `bad` and so on of charts.css. */
  look: 'one' | 'two' | 'good' | 'soft';
  /** One for each period; null where there is none. */
  values: readonly (number | null)[];
}

interface ChartProps {
  title: string;
  kind: 'bars' | 'lines';
  series: readonly Series[];
  /** What each period is called, in the table and under the drawing. */
  periods: readonly string[];
  text?: (value: number) => string;
  /** Instead of the drawing, where there is nothing to draw. */
  none: ReactNode;
}

const width = 600;
const height = 140;

/** 1, 2 or 5 with zeros: where the drawing ends above. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

export function Chart({ title, kind, series, periods, text = countText, none }: ChartProps) {
  const id = useId();
  const isEmpty = series.every(({ values }) => values.every((value) => value === null || value === 0));
  const tops = periods.map((_, at) => {
    const here = series.map(({ values }) => values[at] ?? 0);
    return kind === 'bars' ? here.reduce((sum, value) => sum + value, 0) : Math.max(0, ...here);
  });
  const top = niceTop(Math.max(0, ...tops));
  return (
    <figure className="card chart" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        {series.length > 1 && (
          <ul className="legend">
            {series.map(({ name, look }) => (
              <li key={name} className={look}>
                {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      {isEmpty ? (
        <p className="fine nothing">{none}</p>
      ) : (
        <>
          <div className="drawing" aria-hidden="true">
            <span className="fine top">{text(top)}</span>
            <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
              <path className="grid" d={`M0 0.5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`} />
              {kind === 'bars' ? (
                <Bars series={series} count={periods.length} top={top} />
              ) : (
                <Lines series={series} count={periods.length} top={top} />
              )}
              {periods.map((period, at) => (
                <rect key={at} className="touch" x={(at * width) / periods.length} y={0}
                  width={width / periods.length} height={height}>
                  <title>{`${period}\n${series.map(({ name, values }) => `${name}: ${shown(values[at], text)}`).join('\n')}`}</title>
                </rect>
              ))}
            </svg>
            <span className="fine ends">
              <span>{periods[0]}</span>
              <span>{periods.at(-1)}</span>
            </span>
          </div>
          <details>
            <summary>{t.overview.asTable}</summary>
            <NumbersTable title={title} series={series} periods={periods} text={text} />
          </details>
        </>
      )}
    </figure>
  );
}

const shown = (value: number | null | undefined, text: (value: number) => string): string =>
  value === null || value === undefined ? '–' : text(value);

interface DrawnProps {
  series: readonly Series[];
  count: number;
  top: number;
}

function Bars({ series, count, top }: DrawnProps) {
  const step = width / count;
  const bar = step * 0.7;
  return Array.from({ length: count }, (_, at) => {
    let floor = height;
    return (
      <g key={at}>
        {series.map(({ name, look, values }) => {
          const tall = ((values[at] ?? 0) / top) * height;
          floor -= tall;
          return tall > 0 && (
            <rect key={name} className={look} x={at * step + (step - bar) / 2} y={floor} width={bar} height={tall} />
          );
        })}
      </g>
    );
  });
}

/** A line ends where there is no value, and a value alone is a short dash. */
export function linePath(values: readonly (number | null)[], top: number): string {
  const step = width / values.length;
  const place = (at: number, value: number): string =>
    `${((at + 0.5) * step).toFixed(1)} ${(height - (value / top) * height).toFixed(1)}`;
  return values
    .map((value, at) => {
      if (value === null) return '';
      const isFirst = at === 0 || values[at - 1] === null;
      const isLast = at === values.length - 1 || values[at + 1] === null;
      const dash = isFirst && isLast ? `h${(step * 0.6).toFixed(1)}` : '';
      return `${isFirst ? 'M' : 'L'}${place(at, value)}${dash}`;
    })
    .join('');
}

function Lines({ series, top }: DrawnProps) {
  return series.map(({ name, look, values }) => (
    <path key={name} className={`line ${look}`} d={linePath(values, top)} />
  ));
}

function NumbersTable({ title, series, periods, text }: Required<Pick<ChartProps, 'title' | 'series' | 'periods' | 'text'>>) {
  return (
    <div className="numbers" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.overview.time}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period, at) => (
            <tr key={at}>
              <th scope="row">{period}</th>
              {series.map(({ name, values }) => (
                <td key={name} className="end">
                  {shown(values[at], text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
