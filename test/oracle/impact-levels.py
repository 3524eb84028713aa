# Contemporaneous and next-bin impact of flow by level, by brute force from the recordings' own lines (numpy).
# python3 test/oracle/impact-levels.py btcusdt_20240808.gz 0.1 [bin seconds]
# Bins of the match time T, from the first book ticker to the last; mids of book tickers; flow of the book before each update
# to the book after it, none for updates received before the snapshot. It shares no code with the program: sorted dictionaries for the book, whole arrays for the regressions.
import gzip, json, math, sys
import numpy as np
from scipy.stats import t as student

path, tick, width = sys.argv[1], float(sys.argv[2]), int(float(sys.argv[3] if len(sys.argv) > 3 else 1) * 1000)
LEVELS, STEP, WEIGHTS = 10, 0.001, [0.4, 0.25, 0.2, 0.1, 0.05]

updates, trades, tickers, snap = [], [], [], None
for line in gzip.open(path, "rt"):
    body = json.loads(line.split(" ", 1)[1])
    data = body.get("data", body)
    kind = data.get("e")
    if "lastUpdateId" in data:
        snap = data
    elif kind == "depthUpdate":
        updates.append((data, snap is not None))
    elif kind == "bookTicker":
        tickers.append((data["u"], data["T"], (float(data["b"]) + float(data["a"])) / 2 / tick))
    elif kind == "trade" and data["X"] == "MARKET" and float(data["q"]) > 0:
        trades.append((data["T"], -float(data["q"]) if data["m"] else float(data["q"])))

bids = {float(p): float(q) for p, q in snap["bids"]}
asks = {float(p): float(q) for p, q in snap["asks"]}
at = lambda side, m, worst: side[m] if m < len(side) else (worst, 0.0)
rows, prev = [], None  # T, e1..e10, index, mean depth of the levels
for u, live in updates:
    if u["u"] < snap["lastUpdateId"]:
        continue
    for side, book in ((u["b"], bids), (u["a"], asks)):
        for p, q in side:
            book.pop(float(p), None) if float(q) == 0 else book.__setitem__(float(p), float(q))
    now = sorted(bids.items(), reverse=True)[:LEVELS], sorted(asks.items())[:LEVELS]
    e, index = np.zeros(LEVELS), 0.0
    if prev is not None and live:
        for m in range(LEVELS):
            (pb, qb), (pb0, qb0) = at(now[0], m, -math.inf), at(prev[0], m, -math.inf)
            (pa, qa), (pa0, qa0) = at(now[1], m, math.inf), at(prev[1], m, math.inf)
            e[m] = (pb >= pb0) * qb - (pb <= pb0) * qb0 - (pa <= pa0) * qa + (pa >= pa0) * qa0
            index += WEIGHTS[m] * (qb - qb0 - qa + qa0) if m < len(WEIGHTS) else 0
    if prev is not None and live:
        rows.append([u["T"], *e, index, sum(q for side in now for _, q in side) / 2 / LEVELS])
    prev = now

tickers.sort()
TT, mids = np.array([t for _, t, _ in tickers]), np.array([m for *_, m in tickers])
g0, g1 = math.ceil(TT[0] / width) * width, math.floor(TT.max() / width) * width
bins = int((g1 - g0) // width)
X, depth, count = np.zeros((bins, LEVELS + 2)), np.zeros(bins), np.zeros(bins)
for t, *f, d in rows:
    j = math.ceil((t - g0) / width) - 1
    if t > g0 and j < bins:
        X[j, :-1] += f
        depth[j] += d
        count[j] += 1
for t, q in trades:
    j = math.ceil((t - g0) / width) - 1
    if t > g0 and j < bins:
        X[j, -1] += q
y = np.diff([mids[TT <= g0 + j * width][-1] for j in range(bins + 1)])
E, index, ti = X[:, :LEVELS], X[:, LEVELS], X[:, -1]
share = E / np.maximum(np.where(count > 0, depth / np.maximum(count, 1), STEP), STEP)[:, None]

def component(d):
    val, vec = np.linalg.eigh(np.cov(d.T))
    w = vec[:, -1] * np.sign(vec[:, -1].sum())
    return w / np.abs(w).sum(), val[-1] / val.sum()

def fit(x, y):
    A = np.column_stack([np.ones(len(y)), x])
    c, *_ = np.linalg.lstsq(A, y, rcond=None)
    return A, c, y - A @ c

def chunks(n):
    size = 1
    while math.ceil(n / size) > 64:
        size *= 2
    return [slice(i, min(n, i + size)) for i in range(0, n, size)]

def spread(value, parts, weights):
    w = np.array(weights)
    g, eff = (w > 0).sum(), w.sum() ** 2 / (w ** 2).sum()
    half = student.ppf(0.975, eff - 1) * math.sqrt(g / (g - 1) * (np.array(parts) ** 2).sum())
    return value - half, value + half

def slope(x, y):
    A, c, e = fit(x, y)
    row = np.linalg.inv(A.T @ A)[1]
    parts = [row @ A[s].T @ e[s] for s in chunks(len(y))]
    return c[1], spread(c[1], parts, [s.stop - s.start for s in chunks(len(y))])

def explained(error, total, n):
    value = 1 - sum(error) / sum(total)
    low, high = spread(value, [(t - e - value * t) / sum(total) for e, t in zip(error, total)], total)
    return value, (low, min(1, high)), n

def seen(x, y):
    _, _, e = fit(x, y)
    d = y - y.mean()
    value, (low, high), n = explained([(e[s] ** 2).sum() for s in chunks(len(y))], [(d[s] ** 2).sum() for s in chunks(len(y))], len(y))
    return value, (max(0, low), high), n

def unseen(x, y, learn):
    parts = chunks(len(y))
    first = math.ceil(len(parts) / 3)
    error, total, n = [], [], 0
    for s in parts[first:]:
        past = slice(0, s.start)
        w = learn(x[past])
        _, c, _ = fit(x[past] @ w, y[past])
        error.append(((y[s] - c[0] - (x[s] @ w) @ c[1:]) ** 2).sum())
        total.append(((y[s] - y[past].mean()) ** 2).sum())
        n += s.stop - s.start
    return explained(error, total, n)

as_is = lambda x: np.eye(x.shape[1])
flows = {"ti": (ti[:, None], as_is), "ofi:index": (index[:, None], as_is), "ofi:cks5": ((E[:, :5] @ WEIGHTS)[:, None], as_is),
         "mlofi": (E, as_is), "mlofi+ti": (np.column_stack([E, ti]), as_is),
         "ofi:integrated": (share, lambda x: component(x)[0][:, None])}
out = {"bins": bins, "explained": component(share)[1], "weights": component(share)[0].tolist(), "flows": {}}
for name, (x, learn) in flows.items():
    whole, ahead = x @ learn(x), x[:-1] @ learn(x[:-1])
    out["flows"][name] = {"beta": slope(whole, y), "r2": seen(whole, y), "unseen": unseen(x, y, learn),
                          "next": seen(ahead, y[1:]), "nextUnseen": unseen(x[:-1], y[1:], learn)}
json.dump(out, sys.stdout, default=float)
