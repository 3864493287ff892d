import {said, t} from './words.js';

/** A response that is no success, with the sentence that the service gives. */
export class Problem extends Error {
    constructor(status, detail, retryAfter, errors = []) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
        this.errors = errors;
    }
}

/** The page's session. The access token lives here alone; the refresh token is in a cookie that no script reads. */
const session = {token: null, user: null, skew: 0};
let expired = () => Promise.reject(new Problem(401, t('Your session has ended.')));
let connection = () => {};

export const token = () => session.token;
export const user = () => session.user;
export const now = () => Date.now() + session.skew;
export const onExpired = handler => { expired = handler; };
export const onConnection = handler => { connection = handler; };

function accept(started) {
    session.token = started.access_token;
    session.user = started.user;
    return started;
}

async function send(path, options) {
    let response;
    try {
        response = await fetch(path, {credentials: 'same-origin', redirect: 'error', ...options});
    } catch (failed) {
        if (options.signal?.aborted) throw new Problem(0, '');
        connection('offline');
        throw new Problem(0, t('The service can’t be reached. Nothing was lost: try again.'));
    }
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (date) session.skew = Math.abs(date - Date.now()) > 2000 ? date - Date.now() : 0;
    connection(response.status === 503 ? Number(response.headers.get('Retry-After')) || 5 : 'online');
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    const errors = problem.errors?.map(({field, message}) => ({field, message: said(message)}));
    const fields = (errors ?? []).map(error => error.field + ' ' + error.message).join('; ');
    throw new Problem(response.status, fields || said(problem.detail) || t('The service answered {0}.', response.status),
        Number(response.headers.get('Retry-After')) || 0, errors);
}

const json = (method, body, headers = {}) =>
    ({method, headers: {'Content-Type': 'application/json', ...headers}, body: body === undefined ? undefined : JSON.stringify(body)});

async function cookieSession(path, method = 'POST', body = {}) {
    const response = await send('/api/console/session' + path, json(method, method === 'DELETE' ? undefined : body, {'X-GetAnswers-Console': '1'}));
    return response.status === 204 ? null : accept(await response.json());
}

export const signIn = (email, password) => cookieSession('', 'POST', {email, password});
export const register = (email, password, name) => cookieSession('/register', 'POST', {email, password, name});
export const verify = token => cookieSession('/verify', 'POST', {token});
export const reset = (token, newPassword) => cookieSession('/reset', 'POST', {token, newPassword});
export const mailLink = email => send('/api/auth/magic-link', json('POST', {email}));
export const mailReset = email => send('/api/auth/password-reset', json('POST', {email}));

export async function signOut() {
    await cookieSession('', 'DELETE').catch(() => {});
    session.token = null;
    session.user = null;
}

/** A new name for a request, by which the service sees its repetition as the same one. */
export function requestName() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

let renewing = null;

/** Renews the session once for all who ask, and one tab after the other: a refresh token works once. */
export function renew() {
    const once = () => cookieSession('/renew');
    renewing ??= (navigator.locks ? navigator.locks.request('getanswers.session', once) : once()).finally(() => { renewing = null; });
    return renewing;
}

/** Sends a request of the user. An expired token is renewed; an ended session asks the person to sign in, and then goes on. */
export async function call(method, path, body, headers = {}) {
    const response = await raw(method, path, body, headers);
    return response.status === 204 ? null : response.json();
}

/** Sends a request whose 401 is about what it says, such as a wrong password, not about the session. */
export async function direct(method, path, body) {
    // Renews the session where that is due.
    await raw('GET', '/api/auth/me');
    const response = await send(path, json(method, body, {Accept: 'application/json', Authorization: 'Bearer ' + session.token}));
    return response.status === 204 ? null : response.json();
}

export async function raw(method, path, body, headers = {}, signal = undefined) {
    const who = session.user?.id;
    for (let attempt = 0; ; attempt++) {
        try {
            return await send(path, {signal, ...json(method, body, {Accept: 'application/json', ...headers, Authorization: 'Bearer ' + session.token})});
        } catch (problem) {
            if (problem.status !== 401 || attempt > 1) throw problem;
            await renew().catch(failed => {
                if (failed.status !== 401) throw failed;
                return expired();
            });
            // Another person's page must not carry out what this one began.
            if (who && session.user?.id !== who) {
                location.reload();
                throw problem;
            }
        }
    }
}
