"""Answers the yardstick's reads by the stack of the service before: FastAPI, SQLAlchemy and asyncpg.

The statements are the service's own, so the comparison is one of stacks, not of queries: STATEMENTS names a JSON file with
their text and parameters by the first part of the path; "$1" and so on among the parameters stand for its further parts.
Like the yardstick it knows neither authentication nor logging. POOL is the number of connections of each worker.
"""

import json
import os
from datetime import datetime

from fastapi import FastAPI, HTTPException
from sqlalchemy.ext.asyncio import create_async_engine

with open(os.environ["STATEMENTS"]) as file:
    statements = json.load(file, object_hook=lambda it: datetime.fromisoformat(it["time"]) if "time" in it else it)
engine = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://"),
    pool_size=int(os.environ["POOL"]),
    max_overflow=0,
)
app = FastAPI()


@app.get("/ready")
async def ready() -> str:
    return "ready"


@app.get("/{kind}/{rest:path}")
async def read(kind: str, rest: str) -> list[dict]:
    statement = statements.get(kind)
    if statement is None:
        raise HTTPException(404)
    path = {f"${number}": part for number, part in enumerate(rest.split("/"), 1)}
    parameters = tuple(path.get(value, value) if isinstance(value, str) else value for value in statement["parameters"])
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql(statement["sql"], parameters)
        return [dict(row) for row in rows.mappings()]
