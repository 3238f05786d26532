/** 谁能推进 — by what a member may move a case: of the 科室 that keeps it, of the one that handles it, or by role. */
export type CaseMover = 'department' | 'handler' | 'liaison' | 'editor' | 'leader';

/** 事项状态 — one step in the life of a case. */
export interface CaseState {
  id: string;
  name: string;
  /** A message that says one of these moves the case here. */
  words: string[];
  /** Here it counts as done, though it may still go on (反馈 → 评价). */
  closed: boolean;
  /** Ids of the states that may follow. */
  next: string[];
  /** Who may move a case here. */
  by: CaseMover[];
}

/** 时限 — so many workdays, days or months; `stated`: by the date that somebody said. */
export type CaseTerm = { unit: 'workday' | 'day' | 'month'; count: number } | 'stated';

/** 期限规则 — from entering `since` until one of `until` is entered. */
export interface CaseDueRule {
  name: string;
  since: string;
  until: string[];
  term: CaseTerm;
  /** 依据, in words. */
  basis: string;
  /** The longer term, once somebody said why. */
  extended: { term: CaseTerm; words: string[] } | null;
}

/** 事项种类 — what one kind of case goes through, as its file says (企业诉求: 收集—梳理—交办—转办—反馈—评价). */
export interface CaseKind {
  id: string;
  name: string;
  /** What people call one: 3号诉求, 那个诉求. */
  nouns: string[];
  /** 科室 that keep this kind. */
  departments: string[];
  /** A single matter reported to one of these ledgers opens a case… */
  ledgers: string[];
  /** …if one of these words is said (when there are any)… */
  requires: string[];
  /** …and none of these. */
  unless: string[];
  /** It names companies: lists for many eyes leave its title out. */
  private: boolean;
  /** In order; a case begins in the first. */
  states: CaseState[];
  due: CaseDueRule[];
}
