"""The production engine: Elasticsearch. The only door to it, and the only place with its client.

Whoever publishes calls `bring_up` before the switch; whoever answers makes an engine once for each
published state. Both raise EngineError with a German text.
"""

from search.engines.elasticsearch.bringing_up import bring_up
from search.engines.elasticsearch.engine import engine_for

__all__ = ["bring_up", "engine_for"]
