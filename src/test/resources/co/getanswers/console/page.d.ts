/** Types of the console that its modules share; those of the service's answers are generated from the OpenAPI document. */

declare namespace Api {
    /** An operation of the document that has answers: `GET /api/queue/{}`. */
    type Operation<M extends string, P extends string> = `${M} ${Path<P>}` & keyof Answers;
    /** The type of an operation's answer; `never` for one that the document does not have. */
    type Answer<M extends string, P extends string> = Answers[Operation<M, P>];
    type Body<M extends string, P extends string> = Operation<M, P> extends keyof Bodies ? Bodies[Operation<M, P>] : undefined;
    /** The methods that the document has for a path. */
    type Method<P extends string> = MethodOf<keyof Answers, Path<P>>;

    type MethodOf<O, P extends string> = O extends `${infer M} ${P}` ? M : never;
    /** A path without its query, and with `{}` for each part that varies. */
    type Path<P extends string> = P extends `${infer Before}?${string}` ? Path<Before>
        : P extends `${infer First}/${infer Rest}` ? `${Part<First>}/${Path<Rest>}` : Part<P>;
    type Part<S extends string> = string extends S ? '{}' : `${number}` extends S ? '{}' : S;
}

declare namespace Page {
    /** A part of an element as `h` takes it. */
    type Child = Node | string | number | boolean | null | undefined | Child[];

    /** The attributes of an element, and its listeners, which get it as the target of what is typed or chosen. */
    type Properties<E> = {[T in keyof Events as `on${T}`]?: (event: Events[T] & On<E>) => unknown} & {[name: string]: unknown};
    type On<E> = {currentTarget: E} & (E extends HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLDetailsElement ? {target: E} : {});
    type Events = Pick<HTMLElementEventMap, 'cancel' | 'change' | 'click' | 'close' | 'dragend' | 'dragover' | 'dragstart' | 'drop' | 'input' | 'keydown' | 'submit' | 'toggle'>;

    /** What a request failed with: `Problem` of `api.js`, or an error of the browser. */
    type Failure = {message: string, status?: number, retryAfter?: number, errors?: Api.FieldError[]};
    /** A control of a form. */
    type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
    /** A value of a list with its words. */
    type Option = [value: string, words: string];
}

interface DocumentEventMap {
    changed: CustomEvent<Api.Change>;
}

interface Document {
    /** Elements that the page always has. */
    getElementById(id: 'app' | 'live' | 'undo' | 'detail'): HTMLElement;
}

interface Window {
    trustedTypes?: {createPolicy(name: string, rules: {createHTML(text: string): string}): {createHTML(text: string): string}};
}
