/** 条形 — one bar of a chart; `value` is null where nothing was recorded, which is not 0. */
export interface Bar {
  label: string;
  value: number | null;
  /** The figure as it is said: 12家, 约300份. */
  text: string;
  /** 概数. */
  isApproximate?: boolean;
}

/** 条形图 — bars with what they are of and what is to be known beside them, 截至 above all. */
export interface Chart {
  title: string;
  note: string;
  bars: Bar[];
}
