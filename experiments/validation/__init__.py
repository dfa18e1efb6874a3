"""Is the code the equations, and are the patterns there?"""
