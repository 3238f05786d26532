/** A number that only grows, kept apart by its labels. */
export interface Counter {
  add(amount?: number, labels?: Record<string, string>): void;
}

/** Counters and gauges of one process, printed in the Prometheus text format. */
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** Read when printed. */
  gauge(name: string, help: string, read: () => number): void;
  print(): string;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function printLabels(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function printFamily(name: string, family: { help: string; type: string; samples: () => [string, number][] }): string {
  const lines = family.samples().map(([labels, value]) => `${name}${labels} ${value}`);
  return [`# HELP ${name} ${family.help}`, `# TYPE ${name} ${family.type}`, ...lines].join('\n');
}

export function createMetrics(): Metrics {
  const families = new Map<string, { help: string; type: string; samples: () => [string, number][] }>();
  return {
    counter(name, help) {
      const values = new Map<string, number>([['', 0]]);
      families.set(name, { help, type: 'counter', samples: () => [...values].filter(([labels]) => labels !== '' || values.size === 1) });
      return {
        add(amount = 1, labels = {}) {
          const key = printLabels(labels);
          values.set(key, (values.get(key) ?? 0) + amount);
        },
      };
    },
    gauge(name, help, read) {
      families.set(name, { help, type: 'gauge', samples: () => [['', read()]] });
    },
    print: () => `${[...families].map(([name, family]) => printFamily(name, family)).join('\n')}\n`,
  };
}
